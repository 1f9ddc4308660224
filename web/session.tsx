import {
  createContext,
  createEffect,
  createSignal,
  type JSX,
  Match,
  onCleanup,
  Switch,
  useContext,
} from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { ask, forgetEverything, mutate } from './data/client.ts'
import type { PanelError } from './data/errors.ts'
import { onChange, startLive } from './data/live.ts'
import type { Panel, Screen, Viewer } from './data/panel.ts'
import { sessionQuery, signOutMutation } from './data/session.graphql.ts'
import type { Locale } from './i18n/format.ts'
import { I18nProvider, useI18n } from './i18n/i18n.tsx'
import { setPreferences } from './preferences.ts'

/** Who is here, what their panel consists of, and the sector's own words. */
export interface Session {
  viewer: Viewer
  panel: Panel
  screen(key: string): Screen | undefined
  /** The sector's word for something the core names plainly: `word('customer')` is patient, client, owner. */
  word(key: string, count?: 'one' | 'many'): string
  /** Does the viewer have records of this type? Not while its module is switched off. */
  knows(type: string): boolean
  can(action: 'import' | 'book' | 'add-customer'): boolean
  signOut(): Promise<void>
}

const SessionContext = createContext<Session>()

export function useSession(): Session {
  const found = useContext(SessionContext)
  if (!found) throw new Error('useSession needs a signed-in viewer: use it below SessionProvider.')
  return found
}

type State =
  | { is: 'waiting' }
  | { is: 'out' }
  | { is: 'failed'; error: PanelError }
  | { is: 'new'; viewer: Viewer }
  | { is: 'in'; viewer: Viewer; panel: Panel }

/** Shows `children` to a signed-in viewer, and one of the other faces to everyone else. */
export function SessionProvider(props: {
  children: JSX.Element
  signIn: (onDone: () => void) => JSX.Element
  failed: (error: PanelError, retry: () => void) => JSX.Element
  /** For a viewer whose business has no sector yet. */
  setUp: (onDone: () => void, signOut: () => void) => JSX.Element
}) {
  const [state, setState] = createSignal<State>({ is: 'waiting' })

  const load = async () => {
    const { data, error } = await ask(sessionQuery, {})
    if (data?.viewer && !data.panel) setState({ is: 'new', viewer: data.viewer })
    else if (data?.viewer && data.panel) {
      setPreferences({ accent: data.panel.blueprint.accent })
      setState({ is: 'in', viewer: data.viewer, panel: data.panel })
    } else if (!error || error.code === 'UNAUTHENTICATED' || error.code === 'FORBIDDEN')
      setState({ is: 'out' })
    else setState({ is: 'failed', error })
  }
  void load()

  createEffect(() => {
    if (state().is !== 'in') return
    onCleanup(startLive())
    // Somebody changed the sectors of the business, or how it differs from them: the panel is another one.
    onCleanup(
      onChange((change) => {
        if (change !== 'everything' && change.has('TenantBlueprint')) redraw()
      }),
    )
  })
  const redraw = () => {
    forgetEverything()
    void load()
  }
  addEventListener('lonca:schema-changed', redraw)
  onCleanup(() => removeEventListener('lonca:schema-changed', redraw))
  // Any answer of the kind "sign in first" ends the session on this screen, wherever it was noticed.
  const leave = () => {
    forgetEverything()
    setState({ is: 'out' })
  }
  addEventListener('lonca:signed-out', leave)
  onCleanup(() => removeEventListener('lonca:signed-out', leave))

  const signedIn = () => {
    const current = state()
    return current.is === 'in' ? current : undefined
  }
  const newcomer = () => {
    const current = state()
    return current.is === 'new' ? current.viewer : undefined
  }
  const signOut = async () => {
    await mutate(signOutMutation, {})
    leave()
  }
  const failure = () => {
    const current = state()
    return current.is === 'failed' ? current.error : undefined
  }
  return (
    <I18nProvider
      locale={
        ((signedIn()?.viewer ?? newcomer())?.tenant.locale.slice(0, 2) as Locale | undefined) ?? undefined
      }
      timeZone={signedIn()?.viewer.tenant.timeZone}
      currency={signedIn()?.viewer.tenant.currency}
    >
      <Switch>
        <Match when={signedIn()} keyed>
          {(session) => {
            const made = makeSession(session.viewer, session.panel, leave)
            return <SessionContext.Provider value={made}>{props.children}</SessionContext.Provider>
          }}
        </Match>
        <Match when={state().is === 'out'}>{props.signIn(load)}</Match>
        <Match when={newcomer()}>{props.setUp(redraw, signOut)}</Match>
        <Match when={failure()}>{(error) => props.failed(error(), load)}</Match>
      </Switch>
    </I18nProvider>
  )
}

/** Records that say who may do what here: when one changes, the panel on the screen changes in place. */
const accessTypes = ['ModuleSwitch', 'ModuleCapability', 'Role', 'Membership']

function makeSession(atFirst: Viewer, panelAtFirst: Panel, leave: () => void): Session {
  const { t, f } = useI18n()
  const [kept, setKept] = createStore({ viewer: atFirst, panel: panelAtFirst })
  const { viewer, panel } = kept
  const renew = async () => {
    const { data } = await ask(sessionQuery, {})
    if (!data?.viewer || !data.panel) return
    setKept('viewer', reconcile(data.viewer, { merge: true }))
    setKept('panel', reconcile(data.panel, { key: 'key', merge: true }))
  }
  onCleanup(
    onChange((change) => {
      if (change === 'everything' || accessTypes.some((type) => change.has(type))) void renew()
    }),
  )
  const kind = (type: string) => panel.records.find((record) => record.type === type)
  const plain: Record<string, () => string> = {
    customer: () => t('customer'),
    customers: () => t('customers'),
    staff: () => t('staff'),
    resource: () => t('resource'),
    appointment: () => t('appointment'),
  }
  return {
    viewer,
    panel,
    screen: (key) => panel.screens.find((screen) => screen.key === key),
    word(key, count = 'one') {
      const found = panel.words.find((word) => word.key === key)
      return (
        (found && f.text(found[count])) ||
        plain[count === 'many' ? `${key}s` : key]?.() ||
        plain[key]?.() ||
        key
      )
    },
    knows: (type) => kind(type) !== undefined,
    can(action) {
      if (action === 'book') return panel.primaryAction !== null
      if (action === 'add-customer') return kind('Customer')?.verbs.includes('create') ?? false
      return kind('ImportRun') !== undefined
    },
    async signOut() {
      await mutate(signOutMutation, {})
      leave()
    },
  }
}
