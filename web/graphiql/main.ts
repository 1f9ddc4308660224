import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import './graphiql.css'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryPage } from './query-page.ts'

createRoot(document.getElementById('root') as HTMLElement).render(createElement(QueryPage))
