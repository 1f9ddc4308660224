import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { TextField } from '../../../components/field.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Answered, Empty } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { createQuery } from '../../../data/query.ts'
import {
  archiveClosedDayMutation,
  type ClosedDay,
  closedDaysQuery,
  closeOnHolidaysMutation,
  createClosedDayMutation,
  type OfficialHoliday,
} from '../../../data/settings.graphql.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { zoned } from '../../../i18n/zone.ts'
import { useSession } from '../../../session.tsx'
import { createSaver } from '../saver.ts'
import { hoursWords } from './words.ts'

interface Line {
  day: string
  title: string
  closesAt: string | null
  closed?: ClosedDay
  holiday?: OfficialHoliday
}

/** The closed days of a year: official holidays, taken one by one or all at once, and the business's own. */
export function ClosedDays() {
  const { f } = useI18n()
  const say = useWords(hoursWords)
  const { viewer } = useSession()
  const today = zoned(new Date(), viewer.tenant.timeZone).day
  const thisYear = Number(today.slice(0, 4))
  const [year, setYear] = createSignal(String(thisYear))
  const days = createQuery(
    closedDaysQuery,
    () => ({
      year: Number(year()),
      from: `${year()}-01-01`,
      to: `${year()}-12-31`,
    }),
    { watch: ['ClosedDay'] },
  )
  const holidays = createSaver('closeOnHolidays', closeOnHolidaysMutation)
  const archive = createSaver('archiveClosedDay', archiveClosedDayMutation)
  const lines = createMemo<Line[]>(() => {
    const closed = days.data()?.closedDays.nodes ?? []
    const official = days.data()?.officialHolidays ?? []
    const own = closed.map((one) => ({
      day: one.day,
      title: one.title,
      closesAt: one.closesAt,
      closed: one,
      holiday: official.find(({ key }) => key === one.holiday),
    }))
    const open = official
      .filter(({ day }) => day >= today && !closed.some((one) => one.day === day && !one.branch))
      .map((holiday) => ({
        day: holiday.day,
        title: f.text(holiday.title),
        closesAt: holiday.closesAt,
        holiday,
      }))
    return [...own, ...open].sort((one, other) => one.day.localeCompare(other.day))
  })
  const take = async (wanted: readonly Line[]) => {
    const keys = wanted.flatMap(({ holiday }) => holiday?.key ?? [])
    const done = await holidays.save({ year: Number(year()), holidays: keys }, '')
    if (!done) return
    toast(say('taken', { n: done.closedDays?.length ?? 0 }))
    days.refetch()
  }
  const reopen = async (closed: ClosedDay) => {
    if (await archive.save({ id: closed.id, version: closed.version })) days.refetch()
  }
  const detail = (line: Line) =>
    [
      f.day(line.day, 'title'),
      line.closed
        ? line.closesAt
          ? say('until', { time: line.closesAt.slice(0, 5) })
          : say('allDay')
        : say('open'),
      line.closed?.branch ? say('onBranch', { branch: line.closed.branch.name }) : '',
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <div class="stack">
      <section class="card" aria-label={say('days')}>
        <div class="card-head row-wrap">
          <h2>{say('days')}</h2>
          <Segmented
            label={say('year')}
            value={year()}
            options={[thisYear, thisYear + 1].map((one) => ({ value: String(one), label: String(one) }))}
            onPick={setYear}
          />
        </div>
        <Answered query={days} rows={6}>
          {(data) => (
            <>
              <Show when={data.officialHolidays === null}>
                <p class="notice settings-notice">{say('unknown', { year: year() })}</p>
              </Show>
              <Show when={lines().some((line) => !line.closed)}>
                <div class="card-body">
                  <Button
                    look="soft"
                    icon="check-double"
                    disabled={holidays.busy()}
                    onClick={() => take(lines().filter((line) => !line.closed))}
                  >
                    {say('takeAll')}
                  </Button>
                </div>
              </Show>
              <Show when={lines().length === 0 && data.officialHolidays !== null}>
                <Empty icon="calendar" inline>
                  {say('none', { year: year() })}
                </Empty>
              </Show>
              <For each={lines()}>
                {(line) => (
                  <div class="list-row" classList={{ 'is-faint': !line.closed }}>
                    <span class="row-text">
                      <b>{line.title}</b>
                      <span>{detail(line)}</span>
                    </span>
                    <Show when={line.holiday}>
                      <Chip look="line">{say('official')}</Chip>
                    </Show>
                    <Show
                      when={line.closed}
                      fallback={
                        <Button aria-label={say('close', { day: line.title })} onClick={() => take([line])}>
                          {say('doClose')}
                        </Button>
                      }
                    >
                      {(closed) => (
                        <Button
                          look="ghost"
                          aria-label={say('reopen', { day: line.title })}
                          onClick={() => reopen(closed())}
                        >
                          {say('doOpen')}
                        </Button>
                      )}
                    </Show>
                  </div>
                )}
              </For>
            </>
          )}
        </Answered>
      </section>
      <AddDay onAdded={() => days.refetch()} />
    </div>
  )
}

function AddDay(props: { onAdded: () => void }) {
  const say = useWords(hoursWords)
  const saver = createSaver('createClosedDay', createClosedDayMutation)
  const [day, setDay] = createSignal('')
  const [title, setTitle] = createSignal('')
  const [until, setUntil] = createSignal('')
  const submit = async (event: Event) => {
    event.preventDefault()
    const done = await saver.save({ day: day(), title: title().trim(), closesAt: until() || null })
    if (!done) return
    setTitle('')
    setUntil('')
    props.onAdded()
  }
  return (
    <form class="card form-card" aria-label={say('add')} onSubmit={submit}>
      <h2>{say('add')}</h2>
      <div class="field-grid">
        <TextField
          label={say('day')}
          type="date"
          required
          value={day()}
          error={saver.errorOf('day')}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
        <TextField
          label={say('half')}
          type="time"
          value={until()}
          error={saver.errorOf('closesAt')}
          onInput={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <TextField
        label={say('reason')}
        placeholder={say('reasonExample')}
        required
        maxlength="200"
        value={title()}
        error={saver.errorOf('title')}
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <div class="form-foot">
        <Button type="submit" icon="plus" disabled={saver.busy()}>
          {say('add')}
        </Button>
      </div>
    </form>
  )
}
