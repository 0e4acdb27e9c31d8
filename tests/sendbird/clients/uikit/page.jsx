// One window of a person: Sendbird's UIKit for React as its quick start has it. The address says who and where.
import React from 'react';
import { createRoot } from 'react-dom/client';
import App from '@sendbird/uikit-react/App';
import '@sendbird/uikit-react/dist/index.css';

const { app, user, api, ws } = Object.fromEntries(new URLSearchParams(location.search));

createRoot(document.getElementById('root')).render(
  <App appId={app} userId={user} nickname={user} customApiHost={api} customWebSocketHost={ws} replyType="THREAD" />,
);
