import { lazy, Show, Suspense } from 'solid-js'
import { now } from '../../clock.ts'
import type { Widget } from '../../data/panel.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import { createTitle } from '../../shell/frame.tsx'
import { isWide } from '../../wide.ts'
import { Widgets } from '../../widgets/widgets.tsx'
import { ActionsSection } from './actions/actions-section.tsx'
import { AlertsCard } from './alerts-card.tsx'

/** Loaded for owners only. */
const FirstDaysCard = lazy(() =>
  import('./first-days/first-days-card.tsx').then((module) => ({ default: module.FirstDaysCard })),
)

const sideKinds = new Set(['CAPACITY_RULER', 'NEXT_APPOINTMENTS'])

function isSide(widget: Widget): boolean {
  const wanted = widget.options?.column
  return wanted ? wanted === 'side' : sideKinds.has(widget.kind)
}

/** What to do now: the figures, then what the sector looks at first, then who comes next. */
export function TodayScreen() {
  const { t, f } = useI18n()
  const { viewer, screen } = useSession()
  const today = screen('today')
  createTitle(() => ({
    title: f.text(today?.title) || t('today'),
    subtitle: isWide()
      ? `${f.date(now(), 'long')} · ${f.time(now())}`
      : `${f.date(now(), 'title')} · ${viewer.tenant.name}`,
  }))
  const widgets = today?.widgets ?? []
  const figures = widgets.filter((widget) => widget.kind === 'KPI_ROW')
  const rest = widgets.filter((widget) => widget.kind !== 'KPI_ROW')
  const side = rest.filter(isSide)
  const main = rest.filter((widget) => !isSide(widget))
  return (
    <>
      <Show when={viewer.role === 'OWNER'}>
        <Suspense>
          <FirstDaysCard />
        </Suspense>
      </Show>
      <Widgets widgets={figures} place={{}} />
      <Show
        when={isWide() && side.length > 0}
        fallback={
          <div class="columns is-single">
            <div class="stack">
              <ActionsSection />
              <Widgets widgets={rest} place={{}} />
              <AlertsCard />
            </div>
          </div>
        }
      >
        <div class="columns">
          <div class="stack">
            <ActionsSection />
            <Widgets widgets={main} place={{}} />
          </div>
          <div class="stack">
            <Widgets widgets={side} place={{}} />
            <AlertsCard />
          </div>
        </div>
      </Show>
    </>
  )
}
