import { createSignal, For, Show } from 'solid-js'
import { Avatar } from '../../../components/avatar.tsx'
import { Button } from '../../../components/button.tsx'
import { SelectField } from '../../../components/field.tsx'
import { Surface } from '../../../components/surface.tsx'
import { toast } from '../../../components/toast.tsx'
import { type Answer, mutate } from '../../../data/client.ts'
import { outcome, type UserError } from '../../../data/payload.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import {
  assignDepartmentMutation,
  assignRoleMutation,
  type Department,
  endMemberSessionsMutation,
  type Member,
  type MemberRole,
  memberMutations,
} from './users.graphql.ts'
import { usersWords } from './words.ts'

/** One member: their role, and what ends their access. */
export function MemberSheet(props: {
  member: Member
  isSelf: boolean
  roles: readonly { id: string; name: string; builtIn: boolean; base: MemberRole }[]
  departments: readonly Department[]
  onClose: () => void
  onChanged: () => void
}) {
  const w = useWords(usersWords)
  const { t } = useI18n()
  const [problem, setProblem] = createSignal<string>()
  const [asking, setAsking] = createSignal(false)
  const name = () => props.member.name

  const run = async <Name extends string>(
    verb: Name,
    answer: Promise<Answer<Record<Name, { userErrors: UserError[] }>>>,
    said: string,
  ) => {
    setProblem(undefined)
    const done = outcome(await answer, verb)
    if (done.is !== 'done') {
      setProblem(done.is === 'refused' ? done.errors[0]?.message : t('error.other'))
      return false
    }
    toast(said)
    props.onChanged()
    return true
  }
  const version = () => ({ id: props.member.id, version: props.member.version })
  const toggle = () =>
    props.member.status === 'ACTIVE'
      ? run(
          'disableMember',
          mutate(memberMutations.disableMember, { input: version() }),
          w('disabledDone', { name: name() }),
        )
      : run(
          'enableMember',
          mutate(memberMutations.enableMember, { input: version() }),
          w('enabledDone', { name: name() }),
        )
  const remove = async () => {
    const gone = await run(
      'removeMember',
      mutate(memberMutations.removeMember, { input: version() }),
      w('removedDone', { name: name() }),
    )
    if (gone) props.onClose()
  }
  const endSessions = () =>
    run(
      'endMemberSessions',
      mutate(endMemberSessionsMutation, { input: { memberId: props.member.id } }),
      w('sessionsEnded'),
    )
  const builtIn = (role: MemberRole) => props.roles.find((one) => one.builtIn && one.base === role)
  const chosen = () => props.member.ownRole?.id ?? builtIn(props.member.role)?.id ?? ''
  const assign = (roleId: string) =>
    run(
      'assignRole',
      mutate(assignRoleMutation, {
        input: { memberId: props.member.id, version: props.member.version, roleId },
      }),
      w('roleChanged'),
    )
  const move = (departmentId: string) =>
    run(
      'assignDepartment',
      mutate(assignDepartmentMutation, {
        input: {
          memberId: props.member.id,
          version: props.member.version,
          ...(departmentId && { departmentId }),
        },
      }),
      w('departmentChanged'),
    )
  return (
    <Surface
      title={name()}
      subtitle={props.member.email ?? undefined}
      lead={<Avatar name={name()} size="medium" />}
      onClose={props.onClose}
    >
      <div class="stack">
        <SelectField
          label={w('role')}
          value={chosen()}
          disabled={props.isSelf}
          onChange={(event) => void assign(event.currentTarget.value)}
        >
          <For each={props.roles}>
            {(role) => (
              <option value={role.id} selected={chosen() === role.id}>
                {role.builtIn ? w(role.base) : role.name}
              </option>
            )}
          </For>
        </SelectField>
        <SelectField
          label={w('department')}
          value={props.member.department?.id ?? ''}
          onChange={(event) => void move(event.currentTarget.value)}
        >
          <option value="">{w('noDepartment')}</option>
          <For each={props.departments}>
            {(one) => (
              <option value={one.id} selected={props.member.department?.id === one.id}>
                {one.name}
              </option>
            )}
          </For>
        </SelectField>
        <Show when={problem()}>
          {(text) => (
            <p class="notice is-bad" role="alert">
              {text()}
            </p>
          )}
        </Show>
        <Show when={!props.isSelf}>
          <section class="stack" aria-label={w('access')}>
            <Button icon="exit" onClick={() => void endSessions()}>
              {w('endSessions')}
            </Button>
            <Button icon={props.member.status === 'ACTIVE' ? 'lock' : 'check'} onClick={() => void toggle()}>
              {w(props.member.status === 'ACTIVE' ? 'disable' : 'enable')}
            </Button>
            <Show
              when={asking()}
              fallback={
                <Button look="ghost" class="is-danger-text" onClick={() => setAsking(true)}>
                  {w('remove')}
                </Button>
              }
            >
              <div class="notice is-bad" role="alertdialog" aria-label={w('remove')}>
                <span class="grow">{w('removeAsk', { name: name() })}</span>
              </div>
              <div class="row">
                <Button onClick={() => setAsking(false)}>{w('keep')}</Button>
                <Button look="danger" onClick={() => void remove()}>
                  {w('removeSure')}
                </Button>
              </div>
            </Show>
          </section>
        </Show>
      </div>
    </Surface>
  )
}
