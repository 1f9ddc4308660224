import { createSignal, For, Show } from 'solid-js'
import { Button, IconButton } from '../../../components/button.tsx'
import { TextField } from '../../../components/field.tsx'
import { Icon } from '../../../components/icon.tsx'
import { toast } from '../../../components/toast.tsx'
import { type Answer, mutate } from '../../../data/client.ts'
import { outcome, type UserError } from '../../../data/payload.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import {
  archiveDepartmentMutation,
  createDepartmentMutation,
  type Department,
  renameDepartmentMutation,
} from './users.graphql.ts'
import { usersWords } from './words.ts'

/** Departments are the teams within whose reach "their team's records" lie. */
export function DepartmentsCard(props: {
  departments: readonly Department[]
  branchId: string | undefined
  countOf: (departmentId: string) => number
  mayAct: boolean
  onChanged: () => void
}) {
  const w = useWords(usersWords)
  const { t, f } = useI18n()
  const [editing, setEditing] = createSignal<string>()
  const [name, setName] = createSignal('')
  const [problem, setProblem] = createSignal<string>()

  const run = async <Name extends string>(
    verb: Name,
    answer: Promise<Answer<Record<Name, { userErrors: UserError[] }>>>,
    said: string,
  ) => {
    const done = outcome(await answer, verb)
    if (done.is !== 'done') {
      setProblem(done.is === 'refused' ? done.errors[0]?.message : t('error.other'))
      return
    }
    setEditing(undefined)
    setProblem(undefined)
    toast(said)
    props.onChanged()
  }
  const begin = (department?: Department) => {
    setName(department?.name ?? '')
    setProblem(undefined)
    setEditing(department?.id ?? 'new')
  }
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    const known = props.departments.find(({ id }) => id === editing())
    if (known) {
      const input = { id: known.id, version: known.version, name: name().trim() }
      void run('updateDepartment', mutate(renameDepartmentMutation, { input }), w('departmentSaved'))
      return
    }
    const input = { name: name().trim(), branchId: props.branchId ?? '' }
    void run('createDepartment', mutate(createDepartmentMutation, { input }), w('departmentSaved'))
  }
  const archive = ({ id, version }: Department) =>
    run(
      'archiveDepartment',
      mutate(archiveDepartmentMutation, { input: { id, version } }),
      w('departmentArchived'),
    )
  const Form = () => (
    <form class="card-tools department-form" onSubmit={save}>
      <TextField
        label={w('departmentName')}
        autocomplete="off"
        value={name()}
        error={problem()}
        ref={(input: HTMLInputElement) => setTimeout(() => input.focus())}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <div class="row">
        <Button onClick={() => setEditing(undefined)}>{w('cancel')}</Button>
        <Button look="primary" type="submit" disabled={!name().trim()}>
          {w('saveDepartment')}
        </Button>
      </div>
    </form>
  )
  return (
    <section class="card" aria-label={w('departments')}>
      <div class="card-head row-wrap">
        <h2>{w('departments')}</h2>
        <Show when={props.mayAct && props.branchId}>
          <Button icon="plus" onClick={() => begin()}>
            {w('addDepartment')}
          </Button>
        </Show>
      </div>
      <p class="meta card-hint">{w('departmentsHint')}</p>
      <Show when={editing() === 'new'}>
        <Form />
      </Show>
      <For each={props.departments}>
        {(one) => (
          <Show when={editing() !== one.id} fallback={<Form />}>
            <div class="list-row">
              <span class="icon-lead">
                <Icon name="users" />
              </span>
              <span class="row-text">
                <b>{one.name}</b>
                <span>{w('people', { n: f.number(props.countOf(one.id)) })}</span>
              </span>
              <Show when={props.mayAct}>
                <span class="row-actions">
                  <IconButton
                    icon="pen"
                    label={w('renameDepartment', { name: one.name })}
                    onClick={() => begin(one)}
                  />
                  <Show when={props.countOf(one.id) === 0 && props.departments.length > 1}>
                    <IconButton
                      icon="close"
                      label={w('archiveDepartment', { name: one.name })}
                      onClick={() => void archive(one)}
                    />
                  </Show>
                </span>
              </Show>
            </div>
          </Show>
        )}
      </For>
    </section>
  )
}
