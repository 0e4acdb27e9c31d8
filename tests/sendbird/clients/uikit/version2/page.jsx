// One window of a person: version 2 of Sendbird's UIKit for React. It knows the vendor's own hosts only.
import React from 'react';
import { render } from 'react-dom';
import { App } from 'sendbird-uikit';
import 'sendbird-uikit/dist/index.css';

const { app, user } = Object.fromEntries(new URLSearchParams(location.search));

render(<App appId={app} userId={user} nickname={user} />, document.getElementById('root'));
