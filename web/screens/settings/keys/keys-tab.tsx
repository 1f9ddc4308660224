import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Empty, Failure, Skeleton } from '../../../components/states.tsx'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { CreateKeySheet } from './create-key-sheet.tsx'
import { KeySheet } from './key-sheet.tsx'
import { type ApiKey, keysQuery } from './keys.graphql.ts'
import { keysWords } from './words.ts'

/** Keys of programs: what each may do, when it was used last, and making and revoking them. */
export function KeysTab() {
  const w = useWords(keysWords)
  const { viewer } = useSession()
  const query = createQuery(keysQuery, () => ({}), { watch: ['ApiKey'] })
  const [creating, setCreating] = createSignal(false)
  const [opened, setOpened] = createSignal<string>()
  const keys = () => query.data()?.apiKeys.nodes ?? []
  const mayAct = () => viewer.role === 'OWNER'
  const key = () => keys().find(({ id }) => id === opened())
  const create = () => (
    <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
      {w('create')}
    </Button>
  )
  return (
    <section class="card" aria-label={w('keys')}>
      <div class="card-head row-wrap">
        <h2>{w('keys')}</h2>
        <Show when={mayAct() && keys().length > 0}>{create()}</Show>
      </div>
      <p class="meta card-hint">{w('hint')}</p>
      <Show when={query.error()}>{(error) => <Failure error={error()} onRetry={query.refetch} />}</Show>
      <Show when={!query.waiting()} fallback={<Skeleton rows={3} />}>
        <For
          each={keys()}
          fallback={
            <Empty icon="shield" inline action={mayAct() ? create() : undefined}>
              {w('none')}
            </Empty>
          }
        >
          {(one) => <KeyRow apiKey={one} onOpen={mayAct() ? () => setOpened(one.id) : undefined} />}
        </For>
      </Show>
      <Show when={creating()}>
        <CreateKeySheet
          scopes={query.data()?.apiKeyScopes ?? []}
          onClose={() => setCreating(false)}
          onDone={query.refetch}
        />
      </Show>
      <Show when={key()}>
        {(one) => (
          <KeySheet
            apiKey={one()}
            scopes={query.data()?.apiKeyScopes ?? []}
            onClose={() => setOpened(undefined)}
            onChanged={query.refetch}
          />
        )}
      </Show>
    </section>
  )
}

function KeyRow(props: { apiKey: ApiKey; onOpen: (() => void) | undefined }) {
  const w = useWords(keysWords)
  const { f } = useI18n()
  const ended = () =>
    props.apiKey.revokedAt
      ? w('revoked')
      : props.apiKey.expiresAt && Date.parse(props.apiKey.expiresAt) < Date.now()
        ? w('expired')
        : undefined
  const used = () =>
    props.apiKey.lastUsedAt ? w('lastUsed', { when: f.dateTime(props.apiKey.lastUsedAt) }) : w('unused')
  const content = () => (
    <>
      <span class="icon-lead">
        <Icon name="shield" />
      </span>
      <span class="row-text">
        <b>{props.apiKey.name}</b>
        <span>
          {props.apiKey.prefix}… · {used()}
        </span>
      </span>
      <Show
        when={ended()}
        fallback={<Chip look="line">{w('scopeCount', { n: f.number(props.apiKey.scopes.length) })}</Chip>}
      >
        {(text) => (
          <Chip look="warning" icon="lock">
            {text()}
          </Chip>
        )}
      </Show>
    </>
  )
  return (
    <Show when={!ended() && props.onOpen} fallback={<div class="list-row is-faint">{content()}</div>}>
      {(open) => (
        <button type="button" class="list-row" onClick={() => open()()}>
          {content()}
          <Icon name="right" />
        </button>
      )}
    </Show>
  )
}
