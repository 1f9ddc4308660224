import { holdsTime } from '../../components/appointment-status.ts'
import type { CalendarAppointment, CalendarDay, Segment } from '../../data/calendar.graphql.ts'
import { addDays, zoned } from '../../i18n/zone.ts'

/** A stretch of one day, in minutes since midnight. */
export interface Span {
  from: number
  to: number
}

/** An appointment placed on the day: where it starts and ends, which parts are waiting, and its lane. */
export interface Block extends Span {
  appointment: CalendarAppointment
  /** Hands-on and waiting parts; one part covering all when the service has no phases. */
  parts: (Span & { waiting: boolean })[]
  lane: number
  lanes: number
  /** Lies inside the waiting part of another appointment of the same person. */
  inside: boolean
  /** Called off, and its time is used by another one: drawn as a sliver. */
  sliver: boolean
  conflict: boolean
}

/** A person or a unit with the day's blocks and the hours it is open. */
export interface Column {
  id: string | null
  name: string
  tone: string | null
  outOfOrder: boolean
  hours: Span[]
  blocks: Block[]
  /** Free time that is worth filling: the grid tints it. */
  gaps: Span[]
  /** All free time, whole quiet days too: the list on a phone offers it, where there is no empty space to tap. */
  free: Span[]
  /** Booked minutes per hundred working ones, as the server counts; null on a day off. */
  fillPct: number | null
}

/** Free time shorter than this is a breath, longer than that a quiet day; between them is a gap to fill. */
const shortestGap = 30
const longestGap = 150

export function placeOnDay(appointment: CalendarAppointment, day: string, timeZone: string): Block {
  const start = zoned(appointment.startsAt, timeZone)
  const minutes = Math.round((Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt)) / 60_000)
  const from = start.day < day ? 0 : start.minute
  const to = from + Math.max(5, minutes)
  return {
    appointment,
    from,
    to,
    parts: partsOf(from, to, appointment.service?.segments),
    lane: 0,
    lanes: 1,
    inside: false,
    sliver: false,
    conflict: false,
  }
}

/** The phases of a service laid over its time; a booking made longer or shorter stretches the last phase. */
function partsOf(from: number, to: number, segments: Segment[] | null | undefined): Block['parts'] {
  if (!segments?.some((segment) => segment.kind === 'PROCESSING')) return [{ from, to, waiting: false }]
  const parts: Block['parts'] = []
  let at = from
  for (const segment of segments) {
    const end = Math.min(to, at + segment.minutes)
    if (end > at) parts.push({ from: at, to: end, waiting: segment.kind === 'PROCESSING' })
    at = end
  }
  const last = parts.at(-1)
  if (last) last.to = to
  return parts
}

const overlap = (a: Span, b: Span) => a.from < b.to && b.from < a.to
const handsOn = (block: Block) => block.parts.filter((part) => !part.waiting)
const collide = (a: Block, b: Block) =>
  handsOn(a).some((one) => handsOn(b).some((other) => overlap(one, other)))

/** Gives overlapping blocks lanes of their own, indents what fits in a waiting part, and marks real conflicts. */
export function arrange(blocks: Block[]): Block[] {
  const sorted = [...blocks].sort((a, b) => a.from - b.from || b.to - a.to)
  const live = sorted.filter((block) => block.appointment.status !== 'CANCELLED')
  for (const block of sorted) {
    if (block.appointment.status === 'CANCELLED') {
      block.sliver = live.some((other) => overlap(block, other))
      continue
    }
    block.inside = live.some(
      (other) =>
        other !== block &&
        other.parts.some((part) => part.waiting && part.from <= block.from && part.to >= block.to),
    )
    block.conflict =
      holdsTime(block.appointment.status) &&
      (block.appointment.conflict ||
        live.some((other) => other !== block && holdsTime(other.appointment.status) && collide(block, other)))
  }
  let cluster: Block[] = []
  let end = -1
  const close = () => {
    const lanes: Block[][] = []
    for (const block of cluster) {
      const lane = lanes.findIndex((taken) => taken.every((other) => !overlap(other, block)))
      block.lane = lane < 0 ? lanes.length : lane
      if (lane < 0) lanes.push([block])
      else lanes[lane]?.push(block)
    }
    for (const block of cluster) block.lanes = lanes.length
    cluster = []
  }
  for (const block of sorted) {
    if (block.inside || block.sliver) continue
    if (block.from >= end) close()
    cluster.push(block)
    end = Math.max(end, block.to)
  }
  close()
  return sorted
}

interface DayInput {
  day: CalendarDay
  timeZone: string
  /** The present in minutes of this day: what is before it cannot be filled any more. */
  earliest: number
  /** The day's appointments with pending changes drawn in. */
  appointments: readonly CalendarAppointment[]
}

type Hours = Pick<CalendarDay['staff'][number], 'working' | 'fillable' | 'utilisationPct'>

function minutesOn(day: string, timeZone: string) {
  return ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): Span => {
    const [start, end] = [zoned(startsAt, timeZone), zoned(endsAt, timeZone)]
    return {
      from: start.day < day ? 0 : start.minute,
      to: end.day >= addDays(day, 1) ? 24 * 60 : end.minute,
    }
  }
}

function makeColumn(
  input: DayInput,
  column: Pick<Column, 'id' | 'name' | 'tone' | 'outOfOrder'>,
  hours: Hours | undefined,
  mine: (appointment: CalendarAppointment) => boolean,
): Column {
  const inMinutes = minutesOn(input.day.day, input.timeZone)
  const blocks = arrange(
    input.appointments
      .filter(mine)
      .map((appointment) => placeOnDay(appointment, input.day.day, input.timeZone)),
  )
  const taken = blocks.filter((block) => block.appointment.status !== 'CANCELLED')
  // A gap just taken is gone from the screen before the server says so.
  const free = (hours?.fillable ?? [])
    .map(inMinutes)
    .map((gap) => ({ from: Math.ceil(Math.max(gap.from, input.earliest) / 5) * 5, to: gap.to }))
    .filter(
      (gap) =>
        gap.to - gap.from >= shortestGap &&
        !taken.some((block) => handsOn(block).some((part) => overlap(part, gap))),
    )
  return {
    ...column,
    hours: (hours?.working ?? []).map(inMinutes),
    blocks,
    gaps: free.filter((gap) => gap.to - gap.from <= longestGap),
    free,
    fillPct: hours?.utilisationPct ?? null,
  }
}

/** The day by people. Appointments of nobody get a column of their own, so that none is ever hidden. */
export function columnsByStaff(input: DayInput, nobody: string): Column[] {
  const known = new Set(input.day.staff.map(({ staff }) => staff.id))
  const columns = input.day.staff.map((one) =>
    makeColumn(
      input,
      { id: one.staff.id, name: one.staff.name, tone: one.staff.color, outOfOrder: false },
      one,
      (appointment) => appointment.staff?.id === one.staff.id,
    ),
  )
  const rest = (appointment: CalendarAppointment) => !appointment.staff || !known.has(appointment.staff.id)
  if (input.appointments.some(rest))
    columns.push(
      makeColumn(input, { id: null, name: nobody, tone: 'slate', outOfOrder: false }, undefined, rest),
    )
  return columns
}

export function columnsByResource(input: DayInput, type: string): Column[] {
  return input.day.resources
    .filter((one) => one.resource.type === type)
    .map((one) =>
      makeColumn(
        input,
        {
          id: one.resource.id,
          name: one.resource.name,
          tone: null,
          outOfOrder: one.resource.status !== 'ACTIVE',
        },
        one,
        (appointment) => appointment.resource?.id === one.resource.id,
      ),
    )
}

/** The hours the grid must show: all open hours and every block, rounded out to whole hours. */
export function dayBounds(columns: readonly Column[]): Span {
  const spans = columns.flatMap((column) => [...column.hours, ...column.blocks])
  if (spans.length === 0) return { from: 9 * 60, to: 18 * 60 }
  return {
    from: Math.floor(Math.min(...spans.map((span) => span.from)) / 60) * 60,
    to: Math.min(24 * 60, Math.ceil(Math.max(...spans.map((span) => span.to)) / 60) * 60),
  }
}
