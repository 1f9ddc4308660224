import './sector.css'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { TextField } from '../../../components/field.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Answered } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { CardsCard } from './cards-card.tsx'
import { FieldsCard } from './fields-card.tsx'
import {
  addMutation,
  decideMutation,
  primaryMutation,
  retireMutation,
  type SectorRow,
  sectorsQuery,
  type Undecided,
  upgradeMutation,
  wordMutation,
} from './sector.graphql.ts'
import { told } from './told.ts'
import { sectorWords } from './words.ts'

/** In which sectors the business works, what an upgrade left to decide, and the business's own words. */
export function SectorTab() {
  const say = useWords(sectorWords)
  const query = createQuery(sectorsQuery, () => ({}), { watch: ['TenantBlueprint'] })
  return (
    <div class="stack">
      <Answered query={query}>
        {(data) => (
          <>
            <SectorList
              title={say('inUse')}
              sectors={data.sectors.filter(({ state }) => state !== 'AVAILABLE')}
            />
            <For each={data.tenantBlueprints.nodes.filter(({ undecided }) => undecided.length > 0)}>
              {(used) => <UndecidedList blueprint={used.blueprint} changes={used.undecided} />}
            </For>
            <WordList />
            <CardsCard />
            <FieldsCard />
            <SectorList
              title={say('available')}
              sectors={data.sectors.filter(({ state }) => state === 'AVAILABLE')}
            />
          </>
        )}
      </Answered>
    </div>
  )
}

function SectorList(props: { title: string; sectors: readonly SectorRow[] }) {
  const say = useWords(sectorWords)
  return (
    <Show when={props.sectors.length > 0}>
      <section class="card" aria-label={props.title}>
        <div class="sector-card stack">
          <h2>{props.title}</h2>
          <For each={props.sectors}>{(sector) => <SectorLine sector={sector} />}</For>
          <Show when={props.sectors.some(({ state, primary }) => state === 'ACTIVE' && !primary)}>
            <p class="meta text-2">{say('retireHint')}</p>
          </Show>
        </div>
      </section>
    </Show>
  )
}

function SectorLine(props: { sector: SectorRow }) {
  const { f } = useI18n()
  const say = useWords(sectorWords)
  const isOwner = useSession().viewer.role === 'OWNER'
  const input = () => ({ input: { blueprint: props.sector.key } })
  const isNewer = () => props.sector.state === 'ACTIVE' && props.sector.usedVersion !== props.sector.version
  const upgrade = async () => {
    const answer = await mutate(upgradeMutation, input())
    const report = answer.data?.answer.upgrade
    if ((await told(Promise.resolve(answer))) && report)
      toast(
        say('report', {
          taken: report.taken.length,
          kept: report.kept.length,
          undecided: report.undecided.length,
        }),
      )
  }
  return (
    <div class="row-between row-wrap">
      <span class="row">
        <Icon name={props.sector.icon} />
        <span>
          <b>{f.text(props.sector.title)}</b>{' '}
          <Show when={props.sector.primary}>
            <Chip look="brand" icon="check">
              {say('main')}
            </Chip>
          </Show>
          <Show when={props.sector.state === 'RETIRED'}>
            <Chip look="line">{say('retired')}</Chip>
          </Show>
          <p class="meta text-2">{f.text(props.sector.hint)}</p>
        </span>
      </span>
      <Show when={isOwner}>
        <span class="row">
          <Show when={isNewer()}>
            <Button look="soft" onClick={() => void upgrade()}>
              {say('upgrade', { to: props.sector.version })}
            </Button>
          </Show>
          <Show when={props.sector.state === 'ACTIVE' && !props.sector.primary}>
            <Button onClick={() => void told(mutate(primaryMutation, input()))}>{say('makeMain')}</Button>
            <Button onClick={() => void told(mutate(retireMutation, input()))}>{say('retire')}</Button>
          </Show>
          <Show when={props.sector.state !== 'ACTIVE'}>
            <Button look="soft" icon="plus" onClick={() => void told(mutate(addMutation, input()))}>
              {say(props.sector.state === 'RETIRED' ? 'addBack' : 'add')}
            </Button>
          </Show>
        </span>
      </Show>
    </div>
  )
}

function UndecidedList(props: { blueprint: string; changes: readonly Undecided[] }) {
  const say = useWords(sectorWords)
  const decide = ({ area, key }: Undecided, take: 'MINE' | 'NEW') =>
    told(mutate(decideMutation, { input: { blueprint: props.blueprint, area, key, take } }))
  return (
    <section class="card" aria-label={say('decide')}>
      <div class="sector-card stack">
        <h2>{say('decide')}</h2>
        <p class="meta text-2">{say('decideHint')}</p>
        <For each={props.changes}>
          {(change) => (
            <div class="row-between row-wrap">
              <b>{change.key}</b>
              <span class="row">
                <Button onClick={() => void decide(change, 'MINE')}>{say('mine')}</Button>
                <Button look="soft" onClick={() => void decide(change, 'NEW')}>
                  {say('fresh')}
                </Button>
              </span>
            </div>
          )}
        </For>
      </div>
    </section>
  )
}

/** The sector's words in the language of the panel; the other language stays as it is. */
function WordList() {
  const say = useWords(sectorWords)
  const { panel, viewer } = useSession()
  return (
    <Show when={viewer.role === 'OWNER'}>
      <section class="card" aria-label={say('words')}>
        <div class="sector-card stack">
          <div>
            <h2>{say('words')}</h2>
            <p class="meta text-2">{say('wordsHint')}</p>
          </div>
          <For each={panel.words}>{(word) => <WordLine word={word} />}</For>
        </div>
      </section>
    </Show>
  )
}

type Word = ReturnType<typeof useSession>['panel']['words'][number]

function WordLine(props: { word: Word }) {
  const { f, locale } = useI18n()
  const say = useWords(sectorWords)
  const [one, setOne] = createSignal(f.text(props.word.one))
  const [many, setMany] = createSignal(f.text(props.word.many))
  const isChanged = () => one() !== f.text(props.word.one) || many() !== f.text(props.word.many)
  const both = (known: Word['one'], own: string) => ({
    tr: known.tr ?? own,
    en: known.en ?? own,
    [locale()]: own.trim(),
  })
  const save = async (event: Event) => {
    event.preventDefault()
    const input = {
      kind: 'WORD',
      target: props.word.key,
      one: both(props.word.one, one()),
      many: both(props.word.many, many()),
    } as const
    if (await told(mutate(wordMutation, { input }))) toast(say('saved'))
  }
  return (
    <form class="sector-word" onSubmit={save}>
      <TextField
        label={say('one', { word: f.text(props.word.one) })}
        value={one()}
        maxlength={60}
        onInput={(event) => setOne(event.currentTarget.value)}
      />
      <TextField
        label={say('many', { word: f.text(props.word.one) })}
        value={many()}
        maxlength={60}
        onInput={(event) => setMany(event.currentTarget.value)}
      />
      <Show when={isChanged()}>
        <Button type="submit" look="primary">
          {say('save')}
        </Button>
      </Show>
    </form>
  )
}
