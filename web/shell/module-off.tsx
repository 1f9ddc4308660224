import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import type { DisabledModule } from '../data/panel.ts'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { createTitle } from './frame.tsx'
import { moduleOffWords } from './module-off.words.ts'

/** In the place of a screen whose module is off: why, since when, until when, and who can give it back. */
export function ModuleOff(props: { module: DisabledModule }) {
  const { f } = useI18n()
  const say = useWords(moduleOffWords)
  const title = () => f.text(props.module.title)
  const isOff = () => props.module.because === 'SWITCHED_OFF'
  createTitle(() => ({ title: title() }))
  const Fact = (fact: { label: string; value: string }) => (
    <div>
      <dt>{fact.label}</dt>
      <dd>{fact.value}</dd>
    </div>
  )
  return (
    <section class="card module-off" aria-labelledby="module-off">
      <div class="card-body stack">
        <div class="notice is-warning">
          <Icon name="power" />
          <h2 id="module-off" class="grow">
            {say(isOff() ? 'off' : 'notInPlan', { module: title() })}
          </h2>
        </div>
        <Show when={isOff()}>
          <dl class="data-list">
            <Show when={props.module.reason}>
              {(reason) => <Fact label={say('reason')} value={reason()} />}
            </Show>
            <Show when={props.module.since}>
              {(since) => <Fact label={say('since')} value={f.dateTime(since())} />}
            </Show>
            <Show when={props.module.by}>{(by) => <Fact label={say('by')} value={by()} />}</Show>
            <Fact
              label={say('ends')}
              value={props.module.endsAt ? f.dateTime(props.module.endsAt) : say('byHand')}
            />
          </dl>
        </Show>
        <p class="text-2">{say(isOff() ? 'who' : 'whoPlan')}</p>
        <A class="button" href="/today">
          <Icon name="today" />
          {say('back')}
        </A>
      </div>
    </section>
  )
}
