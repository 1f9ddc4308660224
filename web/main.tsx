import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/controls.css'
import './styles/surfaces.css'
import { render } from 'solid-js/web'
import { App } from './app.tsx'
import { preloadWords } from './i18n/i18n.tsx'
import { startInstalled } from './installed.ts'

preloadWords()
startInstalled()
render(() => <App />, document.getElementById('root') as HTMLElement)
