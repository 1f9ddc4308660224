import { createUniqueId, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { isWide } from '../wide.ts'
import { IconButton } from './button.tsx'
import { Toasts } from './toast.tsx'

interface SurfaceProps {
  title: JSX.Element
  subtitle?: JSX.Element
  lead?: JSX.Element
  foot?: JSX.Element
  children: JSX.Element
  onClose: () => void
  /** A task (booking) covers the page in both sizes; a detail leaves the list usable beside it on desktop. */
  task?: boolean
  /** On phones: as high as the screen. */
  full?: boolean
  /** On desktops: in the middle, for what is opened and closed in a second. */
  centre?: boolean
}

/** The same content as a drawer on desktop and a sheet on phones. Escape and the cross close it. */
export function Surface(props: SurfaceProps) {
  return (
    <Show when={isWide() && !props.task} fallback={<ModalSurface {...props} />}>
      <DrawerSurface {...props} />
    </Show>
  )
}

function SurfaceBody(props: SurfaceProps & { titleId: string }) {
  const { t } = useI18n()
  return (
    <>
      <header class="panel-head">
        {props.lead}
        <div>
          <h2 id={props.titleId}>{props.title}</h2>
          <Show when={props.subtitle}>
            <p class="meta">{props.subtitle}</p>
          </Show>
        </div>
        <IconButton icon="close" label={t('close')} onClick={() => props.onClose()} />
      </header>
      <div class="panel-body">{props.children}</div>
      <Show when={props.foot}>
        <footer class="panel-foot">{props.foot}</footer>
      </Show>
    </>
  )
}

function ModalSurface(props: SurfaceProps) {
  const titleId = createUniqueId()
  let dialog!: HTMLDialogElement
  onMount(() => {
    const before = document.activeElement as HTMLElement | null
    dialog.showModal()
    onCleanup(() => before?.isConnected && before.focus())
  })
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes a dialog with Escape, which arrives as onCancel.
    <dialog
      ref={dialog}
      class="scrim-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
      onClick={(event) => event.target === dialog && props.onClose()}
    >
      <section class="sheet" classList={{ 'is-full': props.full && !isWide(), 'is-centre': props.centre }}>
        <SurfaceBody {...props} titleId={titleId} />
      </section>
      <Toasts />
    </dialog>
  )
}

function DrawerSurface(props: SurfaceProps) {
  const titleId = createUniqueId()
  let drawer!: HTMLElement
  onMount(() => {
    const before = document.activeElement as HTMLElement | null
    drawer.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) props.onClose()
    }
    addEventListener('keydown', onKey)
    onCleanup(() => {
      removeEventListener('keydown', onKey)
      if (before?.isConnected) before.focus()
    })
  })
  return (
    <aside ref={drawer} class="drawer" aria-labelledby={titleId} tabindex="-1">
      <SurfaceBody {...props} titleId={titleId} />
    </aside>
  )
}
