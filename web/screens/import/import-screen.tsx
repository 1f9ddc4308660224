import '../../styles/import.css'
import { useNavigate, useParams } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import { Answered, Empty } from '../../components/states.tsx'
import { type ImportRun, importRunsQuery } from '../../data/imports.graphql.ts'
import { createQuery } from '../../data/query.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import { createTitle } from '../../shell/frame.tsx'
import { ImportFile } from './import-file.tsx'
import { ImportRunPage } from './import-run-page.tsx'

/** Bringing what a business has in files: a new one, or a run and what became of its lines. */
export function ImportScreen() {
  const { t } = useI18n()
  const { can } = useSession()
  const params = useParams<{ id?: string }>()
  const navigate = useNavigate()
  createTitle(() => ({
    title: t('import.title'),
    back: params.id ? () => navigate('/import') : undefined,
  }))
  return (
    <Show when={can('import')} fallback={<Empty icon="lock">{t('import.notAllowed')}</Empty>}>
      <Show when={params.id} keyed fallback={<Start />}>
        {(id) => <ImportRunPage id={id} />}
      </Show>
    </Show>
  )
}

function Start() {
  const { t } = useI18n()
  const navigate = useNavigate()
  const runs = createQuery(importRunsQuery, () => ({}), { watch: ['ImportRun'] })
  return (
    <div class="stack import-page">
      <ImportFile onStarted={(run) => navigate(`/import/${run.id}`)} />
      <section class="card" aria-label={t('import.runs')}>
        <div class="card-head">
          <h2>{t('import.runs')}</h2>
        </div>
        <Answered query={runs}>
          {(data) => (
            <For each={data.importRuns.nodes} fallback={<Empty icon="upload">{t('import.noRuns')}</Empty>}>
              {(run) => <RunRow run={run} onOpen={() => navigate(`/import/${run.id}`)} />}
            </For>
          )}
        </Answered>
      </section>
    </div>
  )
}

function RunRow(props: { run: ImportRun; onOpen: () => void }) {
  const { t, f } = useI18n()
  const looks = { DONE: 'good', FAILED: 'bad', RUNNING: 'info', UNDOING: 'info' } as Record<
    string,
    'good' | 'bad' | 'info'
  >
  return (
    <button type="button" class="list-row" onClick={() => props.onOpen()}>
      <span class="icon-lead">
        <Icon name="file" />
      </span>
      <span class="row-text">
        <b>{props.run.fileName}</b>
        <span>
          {`${t('import.lines', { n: f.number(props.run.totalLines) })} · ${f.dateTime(props.run.startedAt)}`}
        </span>
      </span>
      <Show when={props.run.refused + props.run.conflicts > 0 && props.run.status === 'DONE'}>
        <Chip look="warning" icon="alert">
          {f.number(props.run.refused + props.run.conflicts)}
        </Chip>
      </Show>
      <Chip look={looks[props.run.status]} icon={props.run.status === 'DONE' ? 'check' : undefined}>
        {t(`run.${props.run.status}`)}
      </Chip>
    </button>
  )
}
