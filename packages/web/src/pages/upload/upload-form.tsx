import { Alert, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createModelFromUpload, type CreatedModel, type UploadPreview } from '../../api/uploads.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { PreviewTable } from './preview-table.tsx'
import { ReadSettings } from './read-settings.tsx'
import type { UploadChoices } from './use-upload.ts'

type Props = {
  projectUuid: string
  uploadUuid: string
  preview: UploadPreview
  fileName: string
  /** False while the file is read with new settings: what is shown is the state before. */
  isReady: boolean
  choices: UploadChoices
  onChoose: (choices: UploadChoices) => void
  onCreated: (model: CreatedModel) => void
  onClose: () => void
}

/** What was found in a file, to be corrected and made a model of. */
export function UploadForm({ projectUuid, uploadUuid, preview, fileName, isReady, choices, onChoose, onCreated, onClose }: Props) {
  const { t } = useTranslation()
  const [label, setLabel] = useState(() => labelOf(fileName))
  const [name, setName] = useState(preview.suggestedName)
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set())
  const misfits = preview.columns.reduce((sum, column, index) => sum + (leftOut.has(index) ? 0 : column.misfits), 0)
  const kept = preview.columns.flatMap((column, source) => (leftOut.has(source) ? [] : [{ source, name: column.name, label: column.label, type: column.type }]))
  const create = async (): Promise<void> => {
    onCreated(
      await createModelFromUpload(projectUuid, uploadUuid, {
        name,
        label: label.trim() === '' ? name : label.trim(),
        options: choices.options,
        columns: kept,
      }),
    )
  }
  const isNameGood = /^[a-z][a-z0-9_]{0,62}$/.test(name)
  return (
    <DialogForm
      submit={t('upload.create')}
      disabled={!isReady || !isNameGood || kept.length === 0}
      onSubmit={create}
      failed={t('upload.createFailed')}
      gap="md"
      onClose={onClose}
    >
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <TextInput label={t('upload.label')} value={label} onChange={(event) => setLabel(event.currentTarget.value)} maxLength={200} />
        <TextInput
          label={t('upload.name')}
          description={t('upload.nameHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={isNameGood ? null : t('upload.nameWrong')}
          required
        />
      </Group>
      <ReadSettings
        preview={preview}
        onChange={(options) => {
          // Other settings may give other columns: what was left out or chosen would be another one.
          setLeftOut(new Set())
          onChoose({ options: { ...choices.options, ...options }, types: {} })
        }}
      />
      <Text size="sm" className="numbers" role="status">
        {t('upload.found', { rows: preview.rowCount, columns: preview.columns.length, count: preview.rowCount })}
        {preview.rowCount > preview.rows.length && ` · ${t('upload.firstRows', { count: preview.rows.length })}`}
      </Text>
      <PreviewTable
        preview={preview}
        isDimmed={!isReady}
        leftOut={leftOut}
        onType={(index, type) => onChoose({ options: choices.options, types: { ...choices.types, [index]: type } })}
        onKeep={(index, keep) => setLeftOut((before) => new Set(keep ? [...before].filter((other) => other !== index) : [...before, index]))}
      />
      {misfits > 0 && (
        <Alert color="orange" variant="light">
          {t('upload.misfits', { count: misfits })}
        </Alert>
      )}
    </DialogForm>
  )
}

/** `sales_2025.csv` → `Sales 2025`. */
function labelOf(fileName: string): string {
  const words = fileName
    .replace(/(\.\w{1,8})+$/, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
  return (words.slice(0, 1).toUpperCase() + words.slice(1)).slice(0, 200)
}
