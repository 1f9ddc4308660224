import { A } from '@solidjs/router'
import { createEffect, createSignal, For, Show } from 'solid-js'
import { IconButton } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { Icon } from '../../../components/icon.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { canInstall, install, installsFromMenu } from '../../../installed.ts'
import {
  addSampleMutation,
  type ChecklistKey,
  checklistQuery,
  dismissMutation,
  removeSampleMutation,
} from '../../../onboarding/onboarding.graphql.ts'
import { useSession } from '../../../session.tsx'
import { useBooking } from '../../../shell/frame.tsx'
import { words } from './words.ts'
import './first-days.css'

/** One thing worth doing: a place to go to, or something to do at once; neither where only the hint can help. */
interface Line {
  key: ChecklistKey
  icon: string
  label: string
  hint: string
  href?: string
  run?: () => unknown
  keeps?: boolean
}

/** What is worth doing in the first days of a business, each with one tap; nothing at all once it is done or put aside. */
export function FirstDaysCard() {
  const w = useWords(words)
  const { f } = useI18n()
  const { can } = useSession()
  const book = useBooking()
  const [isOver, setOver] = createSignal(false)
  const [aside, setAside] = createSignal<readonly ChecklistKey[]>([])
  const [busy, setBusy] = createSignal(false)
  const query = createQuery(checklistQuery, () => (isOver() ? undefined : {}), {
    watch: ['Appointment', 'Customer', 'Membership', 'Tenant'],
  })
  const answer = () => query.data()?.onboarding
  // Nothing comes back once the list is empty: then this costs one question and no more.
  createEffect(() => answer()?.checklist.length === 0 && setOver(true))

  const during = async (task: () => Promise<unknown>) => {
    if (busy()) return
    setBusy(true)
    await task()
    setBusy(false)
    query.refetch()
  }
  const addSample = async () => {
    const { data, error } = await mutate(addSampleMutation, {})
    const problem = error?.message ?? data?.addSampleData.userErrors[0]?.message
    if (problem) toast(problem, { icon: 'alert' })
    else toast(w('added'))
  }
  const removeSample = async () => {
    const { data, error } = await mutate(removeSampleMutation, {})
    const problem = error?.message ?? data?.removeSampleData.userErrors[0]?.message
    const kept = data?.removeSampleData.keptCustomers ?? 0
    if (problem) toast(problem, { icon: 'alert' })
    else toast(kept > 0 ? w('removedBut', { n: f.number(kept) }) : w('removed'))
  }
  /** Gone at once; it comes back when the server could not be told. */
  const dismiss = async (item: ChecklistKey) => {
    setAside((all) => [...all, item])
    const { error } = await mutate(dismissMutation, { input: { item } })
    if (!error) return
    setAside((all) => all.filter((one) => one !== item))
    toast(error.message, { icon: 'alert' })
  }

  const lineOf = (key: ChecklistKey): Line | undefined => {
    const said = { key, label: w(key), hint: w(`${key}_hint`) }
    switch (key) {
      case 'FIRST_BOOKING':
        return can('book') ? { ...said, icon: 'calendar', run: () => book() } : undefined
      case 'INVITE_STAFF':
        return { ...said, icon: 'users', href: '/settings/users' }
      case 'IMPORT_CUSTOMERS':
        return can('import') ? { ...said, icon: 'upload', href: '/import' } : undefined
      case 'SAMPLE_DATA':
        if ((answer()?.sampleRows ?? 0) === 0) return { ...said, icon: 'gift', run: () => during(addSample) }
        return {
          key,
          icon: 'trash',
          label: w('removeSample'),
          hint: w('removeSample_hint'),
          run: () => during(removeSample),
          keeps: true,
        }
      case 'INSTALL_APP':
        if (canInstall()) return { ...said, icon: 'screen', run: () => install() }
        return installsFromMenu() ? { ...said, icon: 'screen', hint: w('INSTALL_APP_menu') } : undefined
    }
  }
  const lines = () =>
    (answer()?.checklist ?? []).flatMap(({ key }) => (aside().includes(key) ? [] : (lineOf(key) ?? [])))

  return (
    <Show when={lines().length > 0}>
      <section class="card first-days" aria-labelledby="first-days-title" aria-busy={busy()}>
        <div class="card-head">
          <h2 id="first-days-title">
            {w('title')} <Chip>{f.number(lines().length)}</Chip>
          </h2>
        </div>
        <ul>
          <For each={lines()}>
            {(line) => (
              <li>
                <LineTarget line={line} />
                <Show when={!line.keeps}>
                  <IconButton
                    icon="close"
                    label={w('skip', { what: line.label })}
                    onClick={() => void dismiss(line.key)}
                  />
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}

function LineTarget(props: { line: Line }) {
  const body = () => (
    <>
      <span class="icon-lead">
        <Icon name={props.line.icon} />
      </span>
      <span class="row-text">
        <b>{props.line.label}</b>
        <span>{props.line.hint}</span>
      </span>
    </>
  )
  return (
    <Show when={props.line.href ?? props.line.run} fallback={<div class="first-day">{body()}</div>}>
      <Show
        when={props.line.href}
        fallback={
          <button type="button" class="first-day" onClick={() => props.line.run?.()}>
            {body()}
          </button>
        }
      >
        {(href) => (
          <A class="first-day" href={href()}>
            {body()}
          </A>
        )}
      </Show>
    </Show>
  )
}
