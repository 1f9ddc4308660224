import { useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { Empty } from '../components/states.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import { useSession } from '../session.tsx'
import { createTitle } from '../shell/frame.tsx'
import { Widgets } from '../widgets/widgets.tsx'

/** A screen that only this sector has, drawn wholly from its widgets: vehicles, treatment plans, job cards. */
export function SectorScreen() {
  const { t, f } = useI18n()
  const session = useSession()
  const params = useParams()
  const found = () => session.screen(params.screen ?? '')
  createTitle(() => ({ title: f.text(found()?.title) || t('screen.missing') }))
  return (
    <Show when={found()} keyed fallback={<Empty icon="search">{t('screen.missingWhy')}</Empty>}>
      {(screen) => (
        <div class="stack">
          <Widgets widgets={screen.widgets} place={{}} asTable />
        </div>
      )}
    </Show>
  )
}
