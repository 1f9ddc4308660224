import { useMonaco } from '@graphiql/react'
import { GraphiQL } from 'graphiql'
import { createElement, useEffect, useMemo, useState } from 'react'
import { defaultTabs } from './default-tabs.ts'
import { makeFetcher } from './fetcher.ts'
import { SignInForm } from './sign-in-form.ts'

const words = navigator.language.startsWith('tr')
  ? { loading: 'Düzenleyici yükleniyor …', failed: 'Düzenleyici yüklenemedi. Sayfayı yenileyin.' }
  : { loading: 'The editor is loading …', failed: 'The editor could not be loaded. Reload the page.' }

/**
 * The query page. It signs in for itself and keeps the bearer token in this variable's reach only: the panel's
 * cookie is never sent from here, so a pasted query cannot act with a session it did not ask for. The editor loads
 * while somebody signs in, and GraphiQL waits for it: its buttons would do nothing, without a word, before.
 */
export function QueryPage() {
  const [token, setToken] = useState<string>()
  const [failed, setFailed] = useState(false)
  const { monaco, actions } = useMonaco()
  useEffect(() => {
    actions.initialize().catch(() => setFailed(true))
  }, [actions])
  if (!token) return createElement(SignInForm, { onToken: setToken })
  if (monaco) return createElement(Queries, { token, onExpired: setToken })
  return createElement(
    'main',
    { className: 'sign-in' },
    createElement('p', { role: 'status' }, failed ? words.failed : words.loading),
  )
}

function Queries(props: { token: string; onExpired: (token: undefined) => void }) {
  const { token, onExpired } = props
  const fetcher = useMemo(() => makeFetcher(token, () => onExpired(undefined)), [token, onExpired])
  return createElement(
    GraphiQL,
    {
      fetcher,
      defaultTabs,
      defaultEditorToolsVisibility: true,
      isHeadersEditorEnabled: false,
      shouldPersistHeaders: false,
    },
    createElement(GraphiQL.Logo, null, 'Lonca'),
  )
}
