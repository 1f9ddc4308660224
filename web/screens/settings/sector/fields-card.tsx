import { createEffect, createSignal, For, Show } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { Button, IconButton } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { SelectField, TextField } from '../../../components/field.tsx'
import { Answered } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { createQuery } from '../../../data/query.ts'
import type { Translated } from '../../../i18n/format.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { clearOverrideMutation, type FieldOverride, fieldMutation, fieldsQuery } from './sector.graphql.ts'
import { told } from './told.ts'
import { sectorWords } from './words.ts'

interface FieldLine {
  target: string
  label: Translated
  required: boolean
  hidden: boolean
  override: FieldOverride | undefined
}

/** What the forms of a record ask for, as the business wants it: shown or not, required or not, and by which name. */
export function FieldsCard() {
  const say = useWords(sectorWords)
  const { f } = useI18n()
  const isOwner = useSession().viewer.role === 'OWNER'
  const query = createQuery(fieldsQuery, () => ({}), {
    watch: ['TenantBlueprint', 'TenantBlueprintOverride'],
  })
  const [type, setType] = createSignal('Customer')
  const [editing, setEditing] = createSignal<string>()
  const records = () =>
    (query.data()?.panel?.records ?? []).filter(({ fields }) => fields.some(({ writable }) => writable))
  const made = (): FieldLine[] => {
    const overrides = (query.data()?.tenantBlueprintOverrides.nodes ?? []).filter(({ target }) =>
      target.startsWith(`${type()}.`),
    )
    const of = (target: string) => overrides.find((one) => one.target === target)
    const fields = records().find((record) => record.type === type())?.fields ?? []
    const shown = fields
      .filter(({ writable }) => writable)
      .map(({ name, label, required }) => {
        const target = `${type()}.${name}`
        return { target, label, required, hidden: false, override: of(target) }
      })
    // A hidden field is in no form any more; its name was kept when it was hidden.
    const hidden = overrides
      .filter(({ value }) => value.hidden)
      .map((override) => {
        const { target, value } = override
        const plain = target.split('.')[1] ?? target
        return {
          target,
          label: value.label ?? { tr: plain, en: plain },
          required: false,
          hidden: true,
          override,
        }
      })
    return [...shown, ...hidden]
  }
  // Lines keep their identity, so that what is being typed into one survives another answer.
  const [state, setState] = createStore<{ lines: FieldLine[] }>({ lines: [] })
  createEffect(() => setState('lines', reconcile(made(), { key: 'target' })))
  return (
    <Show when={isOwner}>
      <section class="card" aria-label={say('fields')}>
        <div class="card-head">
          <h2>{say('fields')}</h2>
        </div>
        <p class="meta card-hint">{say('fieldsHint')}</p>
        <Answered query={query}>
          {() => (
            <>
              <div class="card-tools">
                <SelectField
                  label={say('record')}
                  value={type()}
                  onChange={(event) => setType(event.currentTarget.value)}
                >
                  <For each={records()}>
                    {(record) => (
                      <option value={record.type} selected={record.type === type()}>
                        {f.text(record.plural)}
                      </option>
                    )}
                  </For>
                </SelectField>
              </div>
              <For each={state.lines}>
                {(line) => (
                  <Show
                    when={editing() === line.target}
                    fallback={<FieldRow line={line} onEdit={() => setEditing(line.target)} />}
                  >
                    <FieldForm
                      line={line}
                      onDone={() => {
                        setEditing((current) => (current === line.target ? undefined : current))
                        query.refetch()
                      }}
                    />
                  </Show>
                )}
              </For>
            </>
          )}
        </Answered>
      </section>
    </Show>
  )
}

function FieldRow(props: { line: FieldLine; onEdit: () => void }) {
  const say = useWords(sectorWords)
  const { f } = useI18n()
  return (
    <div class="list-row" classList={{ 'is-faint': props.line.hidden }}>
      <span class="row-text">
        <b>{f.text(props.line.label)}</b>
        <Show when={props.line.override}>
          <span>{say('changed')}</span>
        </Show>
      </span>
      <Show when={props.line.hidden}>
        <Chip look="line" icon="eye">
          {say('hidden')}
        </Chip>
      </Show>
      <Show when={props.line.required}>
        <Chip look="line">{say('required')}</Chip>
      </Show>
      <IconButton
        icon="pen"
        label={say('edit', { name: f.text(props.line.label) })}
        onClick={() => props.onEdit()}
      />
    </div>
  )
}

function FieldForm(props: { line: FieldLine; onDone: () => void }) {
  const say = useWords(sectorWords)
  const { f, locale } = useI18n()
  const [label, setLabel] = createSignal(f.text(props.line.label))
  const [required, setRequired] = createSignal(props.line.required)
  const [hidden, setHidden] = createSignal(props.line.hidden)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const { target, label: known } = props.line
    const own = label().trim()
    const isRenamed = own !== f.text(known)
    const input = {
      kind: 'FIELD' as const,
      target,
      hidden: hidden(),
      // What is said of a field takes the place of what was said before, so it says everything.
      ...(!hidden() &&
        (required() !== props.line.required || props.line.override?.value.required !== undefined) && {
          required: required(),
        }),
      ...((isRenamed || hidden() || props.line.override?.value.label) && {
        label: { tr: known.tr ?? own, en: known.en ?? own, [locale()]: own },
      }),
    }
    if (!(await told(mutate(fieldMutation, { input })))) return
    toast(say('saved'))
    props.onDone()
  }
  const clear = async () => {
    const known = props.line.override
    if (!known) return
    const input = { id: known.id, version: known.version }
    if (await told(mutate(clearOverrideMutation, { input }))) props.onDone()
  }
  return (
    <form class="field-form" onSubmit={(event) => void save(event)}>
      <TextField
        label={say('label')}
        value={label()}
        maxlength={60}
        onInput={(event) => setLabel(event.currentTarget.value)}
      />
      <span class="row row-wrap">
        <label class="check-line">
          <input
            type="checkbox"
            checked={required()}
            disabled={hidden()}
            onChange={(event) => setRequired(event.currentTarget.checked)}
          />
          {say('required')}
        </label>
        <label class="check-line">
          <input
            type="checkbox"
            checked={hidden()}
            onChange={(event) => setHidden(event.currentTarget.checked)}
          />
          {say('hidden')}
        </label>
      </span>
      <span class="row row-wrap">
        <Button onClick={() => props.onDone()}>{say('cancel')}</Button>
        <Show when={props.line.override}>
          <Button icon="undo" onClick={() => void clear()}>
            {say('asSector')}
          </Button>
        </Show>
        <Button look="primary" type="submit" disabled={!label().trim()}>
          {say('save')}
        </Button>
      </span>
    </form>
  )
}
