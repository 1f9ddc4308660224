import { createEffect, createSignal, For, Show } from 'solid-js'
import { Chip } from '../components/chip.tsx'
import { Icon } from '../components/icon.tsx'
import { Mark } from '../components/mark.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Status } from '../components/status.tsx'
import { ask } from '../data/client.ts'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { bottomItems } from '../shell/navigation.ts'
import type { DraftControl } from './draft.ts'
import { type Preview as PreviewData, previewQuery, type SectorChoice } from './onboarding.graphql.ts'
import { words } from './words.ts'

type Device = 'phone' | 'desktop'

/** Every sector's preview, asked for once: choosing another one is drawn from memory. */
export function createPreviews(sectors: readonly SectorChoice[], chosen: () => string) {
  const [known, setKnown] = createSignal<Readonly<Record<string, PreviewData>>>({})
  const load = async (sector: string) => {
    if (known()[sector]) return
    const { data } = await ask(previewQuery, { sector })
    if (data) setKnown((before) => ({ ...before, [sector]: data.onboardingPreview }))
  }
  void load(chosen()).then(() => Promise.all(sectors.map(({ key }) => load(key))))
  createEffect(() => void load(chosen()))
  return () => known()[chosen()]
}

/** The panel as the chosen sector would make it, with invented figures and people. */
export function PreviewColumn(props: { preview: PreviewData | undefined; control: DraftControl }) {
  const { f } = useI18n()
  const w = useWords(words)
  const [device, setDevice] = createSignal<Device>('phone')
  return (
    <aside class="setup-aside" aria-label={w('preview')}>
      <div class="setup-aside-head row-between">
        <b>{w('preview')}</b>
        <Segmented
          label={w('device')}
          value={device()}
          options={[
            { value: 'phone', label: w('phoneDevice') },
            { value: 'desktop', label: w('desktopDevice') },
          ]}
          onPick={setDevice}
        />
      </div>
      <Show when={props.preview}>{(preview) => <Preview preview={preview()} device={device()} />}</Show>
      <div class="setup-ready">
        <span class="meta text-2">{w('ready')}</span>
        <Chip look="line">
          {w('readyServices', { n: props.control.draft.services.filter(({ offered }) => offered).length })}
        </Chip>
        <For each={props.control.chosen().resourceTypes}>
          {(type) => {
            const count = () => props.control.draft.resources.find((one) => one.type === type.key)?.count ?? 0
            return (
              <Show when={count() > 0}>
                <Chip look="line" icon={type.icon}>
                  {f.locale === 'tr'
                    ? `${count()} ${f.text(type.title).toLocaleLowerCase('tr')}`
                    : `${f.text(type.title)} × ${count()}`}
                </Chip>
              </Show>
            )
          }}
        </For>
        <Chip look="line" icon="bolt">
          {w('readyAutomations', { n: props.control.chosen().automations })}
        </Chip>
        <For each={props.control.chosen().highlights}>
          {(highlight) => (
            <Chip look="line" icon={highlight.icon}>
              {f.text(highlight.label)}
            </Chip>
          )}
        </For>
      </div>
    </aside>
  )
}

/** One screen of the panel, small; `brief` shows the top of it only. */
export function Preview(props: { preview: PreviewData; device: Device; brief?: boolean }) {
  const { f } = useI18n()
  const w = useWords(words)
  const cards = () => (props.brief ? props.preview.cards.slice(0, 2) : props.preview.cards)
  /** What the cards offer to do, each thing once; the most particular card comes last in the row. */
  const actions = () => {
    const byLabel = new Map(
      [...props.preview.cards].reverse().map((card) => [f.text(card.action), card] as const),
    )
    byLabel.delete('')
    return [...byLabel.values()].slice(0, props.brief ? 1 : 2)
  }
  return (
    <div
      class="setup-preview"
      classList={{
        'is-desktop': props.device === 'desktop',
        dark: document.documentElement.classList.contains('dark'),
      }}
      data-accent={props.preview.accent}
      data-sector={props.preview.sector}
    >
      <Show when={props.device === 'desktop'}>
        <div class="setup-rail" aria-hidden="true">
          <For each={props.preview.navigation}>
            {(item, index) => (
              <span classList={{ 'is-current': index() === 0 }}>
                <Icon name={item.icon} />
                {f.text(item.label)}
              </span>
            )}
          </For>
        </div>
      </Show>
      <div class="setup-screen">
        <header>
          <Mark size={24} />
          <span class="grow">
            <b>{f.text(props.preview.title)}</b>
            <span class="meta text-2">{w('looks')}</span>
          </span>
          <Chip look="line">{w('sample')}</Chip>
        </header>
        <div class="setup-figures">
          <For each={cards()}>
            {(card) => (
              <div>
                <span class="meta text-2">{f.text(card.title)}</span>
                <b class="tabular">{figure(card, f)}</b>
              </div>
            )}
          </For>
        </div>
        <div class="setup-lines">
          <For each={actions()}>
            {(card, index) => (
              <div class="setup-line">
                <span class="setup-line-icon">
                  <Icon name={index() === 0 ? 'win-back' : 'slot'} />
                </span>
                <span class="grow">
                  <b>{f.text(card.title)}</b>
                  <span class="meta text-2 tabular">{figure(card, f)}</span>
                </span>
                <span class="setup-pill" classList={{ 'is-first': index() === 0 }}>
                  {f.text(card.action)}
                </span>
              </div>
            )}
          </For>
          <Show when={!props.brief}>
            <div class="card">
              <For each={props.preview.rows}>
                {(row, index) => (
                  <div class="setup-row" data-tone={index() === 0 ? 'blue' : 'teal'}>
                    <b class="tabular">{row.time}</b>
                    <i />
                    <span class="grow">
                      <b>{row.customer}</b>
                      <span class="meta text-2">{f.text(row.service)}</span>
                    </span>
                    <Status of={row.status} />
                  </div>
                )}
              </For>
            </div>
          </Show>
        </div>
        <Show when={props.device === 'phone' && !props.brief}>
          <div class="setup-tabs" aria-hidden="true">
            <For each={bottomItems(props.preview.navigation)}>
              {(item, index) => (
                <span classList={{ 'is-current': index() === 0, [`at-${index()}`]: true }}>
                  <Icon name={item.icon} />
                  {f.text(item.label)}
                </span>
              )}
            </For>
            <span class="setup-plus">
              <Icon name="plus" />
            </span>
            <span class="at-3">
              <Icon name="menu" />
              {w('moreTab')}
            </span>
          </div>
        </Show>
      </div>
    </div>
  )
}

function figure(card: PreviewData['cards'][number], f: ReturnType<typeof useI18n>['f']): string {
  if (card.unit === 'percent') return f.percent(Number(card.value))
  if (card.unit === 'minor') return f.moneyShort(card.value).filter(Boolean).join(' ')
  return f.number(Number(card.value))
}
