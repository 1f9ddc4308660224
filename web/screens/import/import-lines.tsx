import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Chip, type ChipLook } from '../../components/chip.tsx'
import { Answered, Empty } from '../../components/states.tsx'
import {
  type ImportLine,
  type ImportRemark,
  importLinesQuery,
  type LineOutcome,
} from '../../data/imports.graphql.ts'
import { createQuery } from '../../data/query.ts'
import { useI18n } from '../../i18n/i18n.tsx'

const looks: Record<LineOutcome, { look?: ChipLook; icon: string }> = {
  CREATED: { look: 'good', icon: 'plus' },
  MERGED: { look: 'info', icon: 'merge' },
  SKIPPED: { icon: 'skip' },
  CONFLICT: { look: 'warning', icon: 'alert' },
  REFUSED: { look: 'bad', icon: 'close' },
}

/** The value as it stands in the file, unless the message quotes it already. */
function given(remark: ImportRemark): string {
  const quoted = remark.given && `${remark.message.tr}${remark.message.en}`.includes(remark.given)
  return remark.given && !quoted ? ` “${remark.given}”` : ''
}

/** What became of each line, a hundred at a time, with the reason in words. */
export function ImportLines(props: { runId: string; outcome: LineOutcome | undefined }) {
  const { t, f } = useI18n()
  const [after, setAfter] = createSignal<string | null>(null)
  const [before, setBefore] = createSignal<ImportLine[]>([])
  createEffect(
    on(
      () => props.outcome,
      () => {
        setAfter(null)
        setBefore([])
      },
      { defer: true },
    ),
  )
  const query = createQuery(
    importLinesQuery,
    () => ({
      id: props.runId,
      after: after(),
      filter: props.outcome ? { outcome: { eq: props.outcome } } : null,
    }),
    { watch: ['ImportRun'], keepPrevious: true },
  )
  const page = () => query.data()?.importRun?.lines
  const lines = createMemo(() => [...before(), ...(page()?.nodes ?? [])])
  const more = () => {
    setBefore(lines().map((line) => ({ ...line })))
    setAfter(page()?.pageInfo.endCursor ?? null)
  }
  return (
    <section class="card" aria-label={t('import.results')}>
      <div class="card-head">
        <h2>{t('import.results')}</h2>
        <span class="meta">{t('import.lines', { n: f.number(page()?.totalCount ?? 0) })}</span>
      </div>
      <Answered query={query}>
        {() => (
          <Show when={lines().length > 0} fallback={<Empty icon="check">{t('import.noLines')}</Empty>}>
            <For each={lines()}>
              {(line) => (
                <div class="list-row">
                  <span class="row-time">
                    {f.number(line.line)}
                    <small>{t('import.line')}</small>
                  </span>
                  <span class="row-text is-open">
                    <b>{(line.cells ?? []).filter(Boolean).slice(0, 4).join(' · ') || '–'}</b>
                    <For each={line.remarks ?? []}>
                      {(remark) => (
                        <span>
                          {f.text(remark.message)}
                          {given(remark)}
                        </span>
                      )}
                    </For>
                    <Show when={line.undone}>{(undone) => <span>{t(`undone.${undone()}`)}</span>}</Show>
                  </span>
                  <Chip {...looks[line.outcome]}>{t(`outcome.${line.outcome}`)}</Chip>
                </div>
              )}
            </For>
            <Show when={page()?.pageInfo.hasNextPage}>
              <div class="card-body">
                <Button wide onClick={more}>
                  {t('import.moreLines')}
                </Button>
              </div>
            </Show>
          </Show>
        )}
      </Answered>
    </section>
  )
}
