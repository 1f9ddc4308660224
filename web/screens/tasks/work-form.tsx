import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { SelectField, TextArea, TextField } from '../../components/field.tsx'
import { Surface } from '../../components/surface.tsx'
import { toast } from '../../components/toast.tsx'
import { type Answer, mutate } from '../../data/client.ts'
import { errorOf, outcome, type UserError } from '../../data/payload.ts'
import { createQuery } from '../../data/query.ts'
import {
  createReminderMutation,
  createTaskMutation,
  membersQuery,
  type ReminderKind,
  type TaskPriority,
} from '../../data/work.graphql.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { addDays, instantOf, minuteOf, zoned } from '../../i18n/zone.ts'
import { useSession } from '../../session.tsx'
import { taskWords } from './words.ts'

const priorities: readonly TaskPriority[] = ['LOW', 'NORMAL', 'HIGH', 'URGENT']
const kinds: readonly ReminderKind[] = ['CALL', 'CONFIRM', 'DOCUMENT', 'OTHER']

/** The form of a new task or reminder, as a task of its own; about a customer when one is given. */
export function WorkForm(props: { is: 'task' | 'reminder'; customerId?: string; onClose: () => void }) {
  const say = useWords(taskWords)
  const { viewer } = useSession()
  const zone = viewer.tenant.timeZone
  const tomorrow = addDays(zoned(new Date(), zone).day, 1)
  const isTask = () => props.is === 'task'
  const [text, setText] = createSignal('')
  const [day, setDay] = createSignal(props.is === 'task' ? '' : tomorrow)
  const [time, setTime] = createSignal('09:00')
  const [priority, setPriority] = createSignal<TaskPriority>('NORMAL')
  const [kind, setKind] = createSignal<ReminderKind>('CALL')
  const [ownerId, setOwnerId] = createSignal(viewer.membership?.id ?? '')
  const [errors, setErrors] = createSignal<UserError[]>([])
  const [saving, setSaving] = createSignal(false)
  const members = createQuery(membersQuery, () => ({}))
  const moment = () => (day() ? instantOf(day(), minuteOf(time() || '09:00'), zone).toISOString() : null)

  const send = (): Promise<Answer<Record<string, { userErrors: UserError[] }>>> => {
    const about = { ownerId: ownerId() || null, ...(props.customerId && { customerId: props.customerId }) }
    if (isTask()) {
      const input = { title: text(), dueAt: moment(), priority: priority(), ...about }
      return mutate(createTaskMutation, { input })
    }
    const input = { note: text() || null, remindAt: moment() ?? '', kind: kind(), ...about }
    return mutate(createReminderMutation, { input })
  }
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    setSaving(true)
    const result = outcome(await send(), isTask() ? 'createTask' : 'createReminder')
    setSaving(false)
    if (result.is === 'refused') return setErrors(result.errors)
    if (result.is === 'failed') return toast(say('failed'), { icon: 'alert' })
    toast(say(isTask() ? 'saved' : 'reminderSaved'))
    props.onClose()
  }
  return (
    <Surface title={say(isTask() ? 'newTask' : 'newReminder')} onClose={props.onClose} task centre>
      <form class="stack" onSubmit={save}>
        <Show
          when={isTask()}
          fallback={
            <SelectField
              label={say('kind')}
              value={kind()}
              onChange={(event) => setKind(event.currentTarget.value as ReminderKind)}
            >
              <For each={kinds}>{(one) => <option value={one}>{say(one)}</option>}</For>
            </SelectField>
          }
        >
          <TextField
            label={say('taskTitle')}
            name="title"
            required
            maxlength={200}
            autofocus
            value={text()}
            error={errorOf(errors(), 'title')}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </Show>
        <div class="form-pair">
          <TextField
            label={say('day')}
            type="date"
            required={!isTask()}
            hint={isTask() ? say('dueHint') : undefined}
            value={day()}
            error={errorOf(errors(), 'dueAt') ?? errorOf(errors(), 'remindAt')}
            onInput={(event) => setDay(event.currentTarget.value)}
          />
          <TextField
            label={say('time')}
            type="time"
            value={time()}
            onInput={(event) => setTime(event.currentTarget.value)}
          />
        </div>
        <Show
          when={isTask()}
          fallback={
            <TextArea
              label={say('note')}
              maxlength={500}
              value={text()}
              error={errorOf(errors(), 'note')}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          }
        >
          <SelectField
            label={say('priority')}
            value={priority()}
            onChange={(event) => setPriority(event.currentTarget.value as TaskPriority)}
          >
            <For each={priorities}>{(one) => <option value={one}>{say(one)}</option>}</For>
          </SelectField>
        </Show>
        <SelectField
          label={say(isTask() ? 'owner' : 'forWhom')}
          error={errorOf(errors(), 'ownerId')}
          onChange={(event) => setOwnerId(event.currentTarget.value)}
        >
          <For each={members.data()?.memberships.nodes ?? []}>
            {(one) => (
              <option value={one.id} selected={one.id === ownerId()}>
                {one.name}
              </option>
            )}
          </For>
        </SelectField>
        <Button type="submit" look="primary" wide disabled={saving()}>
          {say('save')}
        </Button>
      </form>
    </Surface>
  )
}
