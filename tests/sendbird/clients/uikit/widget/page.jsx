// A page with the vendor's chat widget, as its quick start has it. The address says which bot and where.
import React from 'react';
import { createRoot } from 'react-dom/client';
import { ChatAiWidget } from '@sendbird/chat-ai-widget';
import '@sendbird/chat-ai-widget/dist/style.css';

const { app, user, api, ws } = Object.fromEntries(new URLSearchParams(location.search));

createRoot(document.getElementById('root')).render(
  <ChatAiWidget applicationId={app} botId={user} apiHost={api} wsHost={ws} autoOpen />,
);
