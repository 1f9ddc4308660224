import { createRoot, createSignal, For, onCleanup, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

interface Toast {
  id: number
  text: string
  icon: string
  undo?: () => void
  /** Another way to go on, e.g. doing it all the same. */
  action?: { label: string; run: () => void }
  until: number
}

const undoMs = 8000
const plainMs = 4000

const toasts = createRoot(() => createSignal<Toast[]>([]))
let lastId = 0

/** Says what was done, in one line; with `undo`, for eight seconds, how to take it back. */
export function toast(text: string, options: Pick<Toast, 'undo' | 'action'> & { icon?: string } = {}) {
  const id = ++lastId
  const until = Date.now() + (options.undo || options.action ? undoMs : plainMs)
  toasts[1]((all) => [...all.slice(-1), { ...options, id, text, icon: options.icon ?? 'check', until }])
}

function drop(id: number) {
  toasts[1]((all) => all.filter((one) => one.id !== id))
}

const places = createRoot(() => createSignal<object[]>([]))

/** Where toasts appear: on the page, and in each dialog, because a page behind a dialog cannot be touched. The place on top has them. */
export function Toasts() {
  const own = {}
  places[1]((all) => [...all, own])
  onCleanup(() => places[1]((all) => all.filter((one) => one !== own)))
  return (
    <div class="toasts" role="status">
      <For each={places[0]().at(-1) === own ? toasts[0]() : []}>{(one) => <ToastLine toast={one} />}</For>
    </div>
  )
}

function ToastLine(props: { toast: Toast }) {
  const { t } = useI18n()
  const [left, setLeft] = createSignal(Math.ceil((props.toast.until - Date.now()) / 1000))
  const timer = setInterval(() => {
    const seconds = Math.ceil((props.toast.until - Date.now()) / 1000)
    setLeft(seconds)
    if (seconds <= 0) drop(props.toast.id)
  }, 250)
  onCleanup(() => clearInterval(timer))
  const take = (run: () => void) => {
    drop(props.toast.id)
    run()
  }
  return (
    <div class="toast">
      <Icon name={props.toast.icon} />
      <span>{props.toast.text}</span>
      <Show when={props.toast.action}>
        {(action) => <Button onClick={() => take(action().run)}>{action().label}</Button>}
      </Show>
      <Show
        when={props.toast.undo}
        fallback={<IconButton icon="close" label={t('close')} onClick={() => drop(props.toast.id)} />}
      >
        {(undo) => (
          <Button onClick={() => take(undo())}>
            {t('undo')}
            <small aria-hidden="true">{t('seconds', { n: left() })}</small>
          </Button>
        )}
      </Show>
    </div>
  )
}
