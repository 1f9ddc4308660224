import { For, Show } from 'solid-js'
import { Chip, createChoiceWords, Steps, useI18n } from '../../../web/kit.ts'
import { sessionsText, treatmentLook } from './treatment-look.ts'
import type { Treatment } from './treatments.ts'

/** What was found, done and planned on one tooth. */
export function ToothItems(props: { fdi: string; items: readonly Treatment[] }) {
  const { locale } = useI18n()
  const words = createChoiceWords()
  return (
    <ul class="stack stack-tight">
      <For each={props.items}>
        {(item) => (
          <li class="notice tooth-item">
            <span class="code-frame">
              <span class="only-read">{locale() === 'tr' ? 'Diş ' : 'Tooth '}</span>
              {props.fdi}
            </span>
            <span class="row-text grow">
              <b>{item.title ?? words('TreatmentItem', 'kind', item.kind)}</b>
              <span>
                {[
                  item.surfaces.length > 0 ? item.surfaces.join(', ') : '',
                  sessionsText(item, locale()),
                  item.dentist?.name,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <Show when={item.sessions > 1}>
              <Steps
                count={item.sessions}
                at={item.sessionsDone}
                label={sessionsText(item, locale())}
                width="64px"
              />
            </Show>
            <Chip {...treatmentLook(item)}>{words('TreatmentItem', 'status', item.status)}</Chip>
          </li>
        )}
      </For>
    </ul>
  )
}
