import { createSignal } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { TextField } from '../../../components/field.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Surface } from '../../../components/surface.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { outcome } from '../../../data/payload.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { createRoleMutation } from './roles.graphql.ts'
import { rolesWords } from './words.ts'

/** A role of the business's own: a name, and the built-in role that it starts from. */
export function AddRoleSheet(props: { onClose: () => void; onDone: () => void }) {
  const w = useWords(rolesWords)
  const { t } = useI18n()
  const [name, setName] = createSignal('')
  const [base, setBase] = createSignal<'STAFF' | 'MANAGER'>('STAFF')
  const [problem, setProblem] = createSignal<string>()
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    const done = outcome(
      await mutate(createRoleMutation, { input: { name: name().trim(), base: base() } }),
      'createRole',
    )
    if (done.is !== 'done')
      return setProblem(done.is === 'refused' ? done.errors[0]?.message : t('error.other'))
    toast(w('roleAdded'))
    props.onDone()
    props.onClose()
  }
  return (
    <Surface
      title={w('addRole')}
      onClose={props.onClose}
      task
      foot={
        <Button look="primary" type="submit" form="role-form" wide disabled={!name().trim()}>
          {w('addRole')}
        </Button>
      }
    >
      <form id="role-form" class="stack" onSubmit={(event) => void add(event)}>
        <TextField
          label={w('roleName')}
          hint={w('roleNameHint')}
          autocomplete="off"
          value={name()}
          error={problem()}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <div class="field">
          <span class="field-label">{w('roleBase')}</span>
          <Segmented
            label={w('roleBase')}
            value={base()}
            options={(['STAFF', 'MANAGER'] as const).map((value) => ({ value, label: w(`base${value}`) }))}
            onPick={setBase}
          />
        </div>
      </form>
    </Surface>
  )
}
