import { type JSX, Show } from 'solid-js'
import { isWorthRetrying, type PanelError } from '../data/errors.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** Nothing here yet: an icon, one sentence, one thing to do; `inline` in a card among others. */
export function Empty(props: {
  icon: string
  children: JSX.Element
  action?: JSX.Element
  inline?: boolean
}) {
  return (
    <div class="empty" classList={{ 'is-inline': props.inline }}>
      <Icon name={props.icon} />
      <p>{props.children}</p>
      {props.action}
    </div>
  )
}

/** What happened, what was kept, trying again, and the reference to quote when asking for help. */
export function Failure(props: { error: PanelError; kept?: string; onRetry?: () => void }) {
  const { t } = useI18n()
  const title = () => {
    if (props.error.code === 'NETWORK') return t('error.network')
    if (props.error.code === 'UNAVAILABLE' || props.error.code === 'TIMEOUT') return t('error.unavailable')
    if (props.error.code === 'FORBIDDEN') return t('error.forbidden')
    if (props.error.code === 'NOT_FOUND') return t('error.notFound')
    if (props.error.code === 'MODULE_DISABLED') return t('error.moduleDisabled')
    return t('error.other')
  }
  return (
    <div class="failure" role="alert">
      <div class="notice is-bad">
        <Icon name="alert" />
        <span class="grow">
          <b>{title()}</b>
          {props.kept}
        </span>
      </div>
      <div class="row-between row-wrap">
        <details class="meta grow">
          <summary>{t('error.details')}</summary>
          <p class="prose">{props.error.message}</p>
          <Show when={props.error.requestId}>
            {(id) => (
              <p>
                {t('error.request')} {id()}
              </p>
            )}
          </Show>
        </details>
        <Show when={props.onRetry}>
          {(retry) => (
            <Button
              icon="sync"
              look={isWorthRetrying(props.error) ? 'soft' : undefined}
              onClick={() => retry()()}
            >
              {t('retry')}
            </Button>
          )}
        </Show>
      </div>
    </div>
  )
}

/** Grey bars that appear only when an answer takes longer than 150 ms. */
export function Skeleton(props: { rows?: number }) {
  const { t } = useI18n()
  return (
    <div class="skeletons" role="status" aria-label={t('loading')}>
      {Array.from({ length: props.rows ?? 3 }, (_, index) => (
        <span
          class="skeleton"
          style={{ height: index % 3 === 1 ? '32px' : '16px', width: `${[42, 74, 58][index % 3]}%` }}
        />
      ))}
    </div>
  )
}

/** Draws the answer of a query, or one of the other faces it can have. */
export function Answered<Data>(props: {
  query: {
    data(): Data | undefined
    error(): PanelError | undefined
    waiting(): boolean
    refetch(): void
  }
  rows?: number
  children: (data: Data) => JSX.Element
}) {
  return (
    <>
      <Show when={props.query.error()}>
        {(error) => (
          <Show when={error().code !== 'UNAUTHENTICATED'} fallback={<SignedOut />}>
            <Failure error={error()} onRetry={props.query.refetch} />
          </Show>
        )}
      </Show>
      <Show
        when={props.query.data() !== undefined}
        fallback={
          <Show when={props.query.waiting()}>
            <Skeleton rows={props.rows} />
          </Show>
        }
      >
        {props.children(props.query.data() as Data)}
      </Show>
    </>
  )
}

function SignedOut() {
  dispatchEvent(new Event('lonca:signed-out'))
  return null
}
