import React from 'react';
import { createRoot } from 'react-dom/client';
import SendbirdApp from '@sendbird/uikit-react/App';
import '@sendbird/uikit-react/dist/index.css';

const given = new URLSearchParams(location.search);

createRoot(document.getElementById('root')).render(
  <SendbirdApp
    appId={given.get('app')}
    userId={given.get('user')}
    customApiHost={given.get('api')}
    customWebSocketHost={given.get('ws')}
  />,
);
