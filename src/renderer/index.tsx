/** The page's entry: the same in the desktop window and in a browser tab. */
import './styles/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { connect } from './connect.ts';
import { startPage } from './app/start-page.ts';

startPage(connect);
createRoot(document.getElementById('root')!).render(<App />);
