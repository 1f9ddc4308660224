import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import { Answered } from '../../components/states.tsx'
import { toast } from '../../components/toast.tsx'
import {
  revokeOthersMutation,
  revokeSessionMutation,
  sessionsQuery,
  type UserSession,
} from '../../data/account.graphql.ts'
import { mutate } from '../../data/client.ts'
import { outcome } from '../../data/payload.ts'
import { createQuery } from '../../data/query.ts'
import { useI18n, useWords } from '../../i18n/i18n.tsx'
import { profileWords } from './words.ts'

/** Where the viewer is signed in; any of it ends with one tap. */
export function SessionsCard() {
  const say = useWords(profileWords)
  const query = createQuery(sessionsQuery, () => ({}))
  const [isBusy, setBusy] = createSignal(false)
  const after = (done: string | undefined) => {
    setBusy(false)
    toast(done ?? say('failed'), done ? {} : { icon: 'alert' })
    query.refetch()
  }
  const end = async ({ id }: UserSession) => {
    setBusy(true)
    const result = outcome(await mutate(revokeSessionMutation, { input: { sessionId: id } }), 'revokeSession')
    after(result.is === 'done' ? say('ended') : undefined)
  }
  const endOthers = async () => {
    setBusy(true)
    const result = outcome(await mutate(revokeOthersMutation, {}), 'revokeOtherSessions')
    after(result.is === 'done' ? say('endedMany', { count: result.result.revokedCount ?? 0 }) : undefined)
  }
  return (
    <section class="card" aria-labelledby="profile-sessions">
      <header class="card-head">
        <h2 id="profile-sessions">{say('sessions')}</h2>
        <Show when={(query.data()?.sessions.length ?? 0) > 1}>
          <Button disabled={isBusy()} onClick={() => void endOthers()}>
            {say('endOthers')}
          </Button>
        </Show>
      </header>
      <Answered query={query} rows={2}>
        {(data) => (
          <For each={data.sessions}>
            {(session) => <SessionRow session={session} isBusy={isBusy()} onEnd={() => void end(session)} />}
          </For>
        )}
      </Answered>
    </section>
  )
}

function SessionRow(props: { session: UserSession; isBusy: boolean; onEnd: () => void }) {
  const say = useWords(profileWords)
  const { f } = useI18n()
  const device = () => props.session.device ?? say('unknownDevice')
  const isPhone = () => /iPhone|Android/.test(device())
  return (
    <div class="list-row">
      <span class="icon-lead">
        <Icon name={isPhone() ? 'phone' : 'screen'} />
      </span>
      <span class="row-text">
        <b>{device()}</b>
        <span>
          {say('lastUsed', { when: f.dateTime(props.session.lastUsedAt) })}
          <Show when={props.session.address}>{(address) => ` · ${address()}`}</Show>
        </span>
      </span>
      <Show when={!props.session.isCurrent} fallback={<Chip look="brand">{say('thisDevice')}</Chip>}>
        <Button
          disabled={props.isBusy}
          aria-label={say('endOf', { device: device() })}
          onClick={() => props.onEnd()}
        >
          {say('end')}
        </Button>
      </Show>
    </div>
  )
}
