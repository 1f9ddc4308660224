import { For, Show } from 'solid-js'
import { Icon } from '../../../components/icon.tsx'
import { Answered } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { outcome } from '../../../data/payload.ts'
import { createQuery } from '../../../data/query.ts'
import {
  type ChannelKey,
  type KindPreference,
  preferencesQuery,
  setPreferenceMutation,
} from '../../../data/work.graphql.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { preferenceWords } from './words.ts'

/** What the viewer wants to hear of, and where. */
export function NotificationsTab() {
  const say = useWords(preferenceWords)
  const { f, locale } = useI18n()
  const query = createQuery(preferencesQuery, () => ({}), { keepPrevious: true })
  const set = async ({ kind }: KindPreference, channel: ChannelKey, enabled: boolean) => {
    const input = { kind, channel, enabled }
    const result = outcome(await mutate(setPreferenceMutation, { input }), 'setNotificationPreference')
    if (result.is !== 'done') toast(say('failed'), { icon: 'alert' })
    query.refetch()
  }
  const missing = ([first]: readonly KindPreference[]) => {
    const names = first?.channels.filter(({ connected }) => !connected).map(({ channel }) => say(channel))
    return names && new Intl.ListFormat(locale()).format(names)
  }
  return (
    <section class="card" aria-label={say('title')}>
      <div class="card-head">
        <h2>{say('title')}</h2>
      </div>
      <p class="card-hint meta">{say('intro')}</p>
      <Answered query={query} rows={6}>
        {(answer) => (
          <>
            <Show when={missing(answer.notificationPreferences)}>
              {(channels) => (
                <p class="notice settings-notice">
                  <Icon name="info" />
                  {say('notConnected', { channels: channels() })}
                </p>
              )}
            </Show>
            <ul>
              <For each={answer.notificationPreferences}>
                {(one) => (
                  <li class="list-row preference-row">
                    <b>{f.text(one.title)}</b>
                    <span class="preference-places">
                      <For each={one.channels}>
                        {(channel) => (
                          <label class="preference">
                            <input
                              type="checkbox"
                              checked={channel.enabled}
                              aria-label={say('label', {
                                kind: f.text(one.title),
                                channel: say(channel.channel),
                              })}
                              onChange={(event) =>
                                void set(one, channel.channel, event.currentTarget.checked)
                              }
                            />
                            <span>{say(channel.channel)}</span>
                          </label>
                        )}
                      </For>
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </>
        )}
      </Answered>
    </section>
  )
}
