import { useLocation } from '@solidjs/router'
import { createEffect, createSignal, type JSX, lazy, Show, Suspense } from 'solid-js'
import { toast } from '../components/toast.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import { waitingUpdate } from '../installed.ts'
import { useSession } from '../session.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { type BookingStart, FrameProvider, useFrame } from './frame.tsx'
import { createKeys } from './keys.ts'
import { disabledAt } from './navigation.ts'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

const BookingTask = lazy(() =>
  import('../booking/booking-task.tsx').then((module) => ({ default: module.BookingTask })),
)
const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))
const AddSheet = lazy(() => import('./add-sheet.tsx').then((module) => ({ default: module.AddSheet })))
const MoreSheet = lazy(() => import('./more-sheet.tsx').then((module) => ({ default: module.MoreSheet })))
const NewCustomer = lazy(() =>
  import('../screens/customers/new-customer.tsx').then((module) => ({ default: module.NewCustomer })),
)
const Notifications = lazy(() =>
  import('./notifications.tsx').then((module) => ({ default: module.Notifications })),
)
const WorkForm = lazy(() =>
  import('../screens/tasks/work-form.tsx').then((module) => ({ default: module.WorkForm })),
)
const ModuleOff = lazy(() => import('./module-off.tsx').then((module) => ({ default: module.ModuleOff })))
const KeysHelp = lazy(() => import('./keys-help.tsx').then((module) => ({ default: module.KeysHelp })))

export type Overlay =
  | { is: 'booking'; start: BookingStart }
  | { is: 'palette' }
  | { is: 'add' }
  | { is: 'more' }
  | { is: 'new-customer' }
  | { is: 'keys' }
  | { is: 'notifications' }
  | { is: 'new-task' }
  | { is: 'new-reminder' }

/** The frame of every screen, and the few tasks that can be opened from anywhere. */
export function Shell(props: { children: JSX.Element }) {
  const { can } = useSession()
  const [overlay, setOverlay] = createSignal<Overlay>()
  const close = () => setOverlay(undefined)
  const book = (start: BookingStart = {}) => setOverlay({ is: 'booking', start })
  const booking = () => {
    const current = overlay()
    return current?.is === 'booking' && can('book') ? current.start : undefined
  }
  return (
    <FrameProvider book={book}>
      <ShellGrid onOpen={setOverlay} hasOverlay={overlay() !== undefined}>
        {props.children}
      </ShellGrid>
      <Suspense>
        <Show when={booking()}>{(start) => <BookingTask start={start()} onClose={close} />}</Show>
        <Show when={overlay()?.is === 'palette'}>
          <Palette onClose={close} onOpen={setOverlay} />
        </Show>
        <Show when={overlay()?.is === 'add'}>
          <AddSheet onClose={close} onOpen={setOverlay} />
        </Show>
        <Show when={overlay()?.is === 'more'}>
          <MoreSheet onClose={close} />
        </Show>
        <Show when={overlay()?.is === 'new-customer'}>
          <NewCustomer onClose={close} />
        </Show>
        <Show when={overlay()?.is === 'notifications'}>
          <Notifications onClose={close} />
        </Show>
        <Show when={overlay()?.is === 'new-task'}>
          <WorkForm is="task" onClose={close} />
        </Show>
        <Show when={overlay()?.is === 'new-reminder'}>
          <WorkForm is="reminder" onClose={close} />
        </Show>
        <Show when={overlay()?.is === 'keys'}>
          <KeysHelp onClose={close} />
        </Show>
      </Suspense>
    </FrameProvider>
  )
}

function ShellGrid(props: {
  children: JSX.Element
  hasOverlay: boolean
  onOpen: (overlay: Overlay) => void
}) {
  const { t } = useI18n()
  const frame = useFrame()
  const location = useLocation()
  const { panel } = useSession()
  const disabled = () => disabledAt(panel.disabledModules, location.pathname)
  createEffect(() => {
    const run = waitingUpdate()
    if (run) toast(t('update'), { icon: 'sync', action: { label: t('update.do'), run } })
  })
  createKeys({ isBusy: () => props.hasOverlay, open: props.onOpen })
  return (
    <div
      class="shell"
      classList={{ 'is-wide': frame.content().wide, 'is-narrow-rail': frame.content().wide }}
      data-path={location.pathname}
    >
      <a class="skip-link" href="#main">
        {t('skip')}
      </a>
      <Rail />
      <TopBar onOpen={props.onOpen} />
      <main id="main" tabindex="-1">
        <Show when={disabled()} keyed fallback={props.children}>
          {(module) => (
            <Suspense>
              <ModuleOff module={module} />
            </Suspense>
          )}
        </Show>
      </main>
      <BottomBar onOpen={props.onOpen} />
    </div>
  )
}
