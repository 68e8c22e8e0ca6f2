import type {
  Column,
  Field,
  FieldSection,
  Section,
  Table,
  TableSection,
} from '#app/domain/application/form.ts'
import { useT } from '../../page.tsx'
import { useLabel } from '../words.ts'
import { CellEditor } from './cell-editor.tsx'
import { KeyInput, LabelInput, TextInput, TicksInput } from './inputs.tsx'
import { AskedInput } from './directions-input.tsx'
import { freeKey, ItemList } from './item-list.tsx'
import { assign } from './assign.ts'

/** One section of a form: its heading, then its fields, or its table. */
export function SectionEditor({
  section,
  onChange,
}: {
  section: Section
  onChange: (section: Section) => void
}) {
  const t = useT()
  const label = useLabel()
  const path = `form.${section.key}`
  return (
    <section className="qx-sectioneditor qx-stack" id={path} tabIndex={-1}>
      <h2>
        {section.number} {label(section.title) || t('studio.form.newSection')}
      </h2>
      <LabelInput
        path={`${path}.title`}
        label={t('configuration.word.title')}
        value={section.title}
        onChange={(title) => onChange({ ...section, title })}
      />
      <div className="qx-both">
        <KeyInput
          path={`${path}.number`}
          label={t('configuration.word.number')}
          shape={/^\S{1,6}$/}
          value={section.number}
          onChange={(number) => onChange({ ...section, number })}
        />
      </div>
      <LabelInput
        path={`${path}.help`}
        label={t('configuration.word.help')}
        lines={2}
        value={section.help}
        onChange={(help) => onChange(assign(section, 'help', help.zh || help.en ? help : undefined))}
      />
      {section.key !== 'cover' && (
        <AskedInput
          path={path}
          directions={section.directions}
          onChange={(directions) => onChange(assign(section, 'directions', directions))}
        />
      )}
      {'table' in section ? (
        <TableEditor section={section} onChange={onChange} />
      ) : (
        <FieldsEditor section={section} onChange={onChange} />
      )}
    </section>
  )
}

function FieldsEditor({
  section,
  onChange,
}: {
  section: FieldSection
  onChange: (section: FieldSection) => void
}) {
  const t = useT()
  const label = useLabel()
  return (
    <>
      <h3>{t('studio.form.fields')}</h3>
      <ItemList
        path={`form.${section.key}.list`}
        items={section.fields}
        onChange={(fields) => onChange({ ...section, fields })}
        pathOf={(field) => `form.${section.key}.${field.key}`}
        nameOf={(field) => `${label(field.label)}${field.required ? ' *' : ''}`}
        fresh={() => freshCell(section.fields)}
        addLabel={t('studio.form.addField')}
        atLeast={1}
        atMost={60}
        folded
      >
        {(field, put) => (
          <CellEditor<Field>
            path={`form.${section.key}.${field.key}`}
            cell={field}
            beside={section.fields}
            conditional
            onChange={put}
          />
        )}
      </ItemList>
    </>
  )
}

function TableEditor({
  section,
  onChange,
}: {
  section: TableSection
  onChange: (section: TableSection) => void
}) {
  const { table, key } = section
  const t = useT()
  const label = useLabel()
  const put = (next: Table) => onChange({ ...section, table: next })
  const amounts = table.columns.filter(({ kind }) => kind === 'wan')
  return (
    <>
      <h3>{t('studio.form.columns')}</h3>
      <ItemList
        path={`form.${key}.list`}
        items={table.columns}
        onChange={(columns) => put({ ...table, columns })}
        pathOf={(column) => `form.${key}.${column.key}`}
        nameOf={(column) => `${label(column.label)}${column.required ? ' *' : ''}`}
        fresh={() => freshCell(table.columns)}
        addLabel={t('studio.form.addColumn')}
        atLeast={1}
        atMost={30}
        folded
      >
        {(column, change) => (
          <CellEditor<Column>
            path={`form.${key}.${column.key}`}
            cell={column}
            beside={table.columns}
            onChange={change}
          />
        )}
      </ItemList>
      {amounts.length > 0 && (
        <TicksInput
          path={`form.${key}.totals`}
          label={t('configuration.word.totals')}
          options={amounts.map((column) => column.key)}
          wordOf={(one) =>
            label(amounts.find((column) => column.key === one)?.label) ||
            t('configuration.nth', { number: table.columns.findIndex((column) => column.key === one) + 1 })
          }
          value={table.totals ?? []}
          onChange={(totals) => put(assign(table, 'totals', totals.length > 0 ? totals : undefined))}
        />
      )}
      {!table.rows && (
        <div className="qx-both">
          {(['minRows', 'maxRows'] as const).map((name) => (
            <TextInput
              key={name}
              path={`form.${key}.${name}`}
              label={t(`configuration.word.${name}`)}
              unit={t('studio.unit.rows')}
              maxLength={3}
              value={table[name] === undefined ? '' : String(table[name])}
              onChange={(text) => {
                const rows = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined
                put(assign(table, name, rows))
              }}
            />
          ))}
        </div>
      )}
      <h3>{t('studio.form.fixedRows')}</h3>
      <ItemList
        path={`form.${key}.rows`}
        items={table.rows ?? []}
        onChange={(rows) => put(assign(table, 'rows', rows.length > 0 ? rows : undefined))}
        pathOf={(row) => `form.${key}.rows[${row.key}]`}
        nameOf={(row) => label(row.label)}
        fresh={() => ({
          key: freeKey(
            'row_',
            (table.rows ?? []).map((row) => row.key),
          ),
          label: { zh: '', en: '' },
        })}
        addLabel={t('studio.form.addRow')}
        folded
      >
        {(row, change) => (
          <LabelInput
            path={`form.${key}.rows[${row.key}].label`}
            label={t('configuration.word.label')}
            value={row.label}
            onChange={(next) => change({ ...row, label: next })}
          />
        )}
      </ItemList>
    </>
  )
}

function freshCell(beside: readonly Column[]): Column {
  return {
    key: freeKey(
      'item_',
      beside.map(({ key }) => key),
    ),
    kind: 'text',
    label: { zh: '', en: '' },
  }
}
