import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import './graphiql.css'
import { GraphiQL } from 'graphiql'
import { createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { defaultTabs } from './default-tabs.ts'
import { makeFetcher } from './fetcher.ts'
import { SignInForm } from './sign-in-form.ts'

/**
 * The query page. It signs in for itself and keeps the bearer token in this variable's reach only: the panel's
 * cookie is never sent from here, so a pasted query cannot act with a session it did not ask for.
 */
function QueryPage() {
  const [token, setToken] = useState<string>()
  if (!token) return createElement(SignInForm, { onToken: setToken })
  return createElement(
    GraphiQL,
    {
      fetcher: makeFetcher(token, () => setToken(undefined)),
      defaultTabs,
      defaultEditorToolsVisibility: true,
      isHeadersEditorEnabled: false,
      shouldPersistHeaders: false,
    },
    createElement(GraphiQL.Logo, null, 'Lonca'),
  )
}

createRoot(document.getElementById('root') as HTMLElement).render(createElement(QueryPage))
