import { NativeSelect, Tabs, Text } from '@mantine/core'
import { editModel, readModelForms, type ModelEdit } from '@atrium/semantic'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ModelFormFields } from './model-form-fields.tsx'
import { ModelRows } from './model-rows.tsx'

type Props = {
  projectUuid: string
  path: string
  text: string
  /** The text that was last checked: rows and SQL are of this one. */
  checkedText: string
  isReadOnly: boolean
  onChange: (text: string) => void
}

/** One model of the open file: as a form, its rows, its SQL. */
export function ModelPanel({ projectUuid, path, text, checkedText, isReadOnly, onChange }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string | null>(null)
  const [tab, setTab] = useState<string | null>('form')
  const forms = readModelForms(text)
  const form = forms.find(({ name }) => name === chosen) ?? forms[0]
  if (form === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t('develop.noForm')}
      </Text>
    )
  }
  const edit = (change: ModelEdit): void => onChange(editModel(text, form.name, change))
  const draft = { path, text: checkedText }
  return (
    <section aria-label={t('develop.model')}>
      {forms.length > 1 && (
        <NativeSelect
          size="xs"
          mb="xs"
          label={t('develop.model')}
          data={forms.map(({ name }) => name)}
          value={form.name}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="form">{t('develop.form')}</Tabs.Tab>
          <Tabs.Tab value="rows">{t('develop.rows')}</Tabs.Tab>
          <Tabs.Tab value="sql">{t('develop.sql')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="form">
          <ModelFormFields key={form.name} form={form} isReadOnly={isReadOnly} onEdit={edit} />
        </Tabs.Panel>
        <Tabs.Panel value="rows">
          <ModelRows projectUuid={projectUuid} draft={draft} model={form.name} shows="rows" />
        </Tabs.Panel>
        <Tabs.Panel value="sql">
          <ModelRows projectUuid={projectUuid} draft={draft} model={form.name} shows="sql" />
        </Tabs.Panel>
      </Tabs>
    </section>
  )
}
