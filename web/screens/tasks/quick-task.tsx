import { createSignal } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { toast } from '../../components/toast.tsx'
import { mutate } from '../../data/client.ts'
import { outcome } from '../../data/payload.ts'
import { createTaskMutation } from '../../data/work.graphql.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { taskWords } from './words.ts'

/** One line and Enter: a task for oneself. What could not be saved stays in the field. */
export function QuickTask(props: { customerId?: string }) {
  const say = useWords(taskWords)
  const [title, setTitle] = createSignal('')
  const [saving, setSaving] = createSignal(false)
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    if (title().trim() === '' || saving()) return
    setSaving(true)
    const input = { title: title(), ...(props.customerId && { customerId: props.customerId }) }
    const result = outcome(await mutate(createTaskMutation, { input }), 'createTask')
    setSaving(false)
    if (result.is === 'done') setTitle('')
    else
      toast(result.is === 'refused' ? (result.errors[0]?.message ?? say('failed')) : say('failed'), {
        icon: 'alert',
      })
  }
  return (
    <form class="quick-task" onSubmit={add}>
      <input
        class="input"
        name="title"
        maxlength={200}
        autocomplete="off"
        placeholder={say('quick')}
        aria-label={say('quick')}
        value={title()}
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" look="soft" icon="plus" disabled={saving() || title().trim() === ''}>
        {say('add')}
      </Button>
    </form>
  )
}
