import { cellName, type CellKind, type CellOf, kindLabel, type NotebookCell } from '@atrium/documents'
import { Box, Group, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Code } from '../../../components/code.tsx'
import { useTypedText } from '../../../draft/use-typed-text.ts'
import { InputFields } from './input-fields.tsx'

/** Keys of a cell with what they say from now on. The rest is as it is by then: text comes later than what is clicked. */
export type CellChange = { [K in CellKind]: Partial<Omit<CellOf<K>, 'id' | 'kind'>> }[CellKind]

type Props = { cell: NotebookCell; onChange: (change: CellChange) => void; onRename: (name: string) => void }

/** A cell while it is written. Its text goes into the draft with each pause. */
export function CellEditor(props: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [])
  return (
    <Box ref={place}>
      <Fields {...props} />
    </Box>
  )
}

function Fields({ cell, onChange, onRename }: Props) {
  const { t } = useTranslation()
  switch (cell.kind) {
    case 'text':
      return <Written label={t('notebooks.markdown')} value={cell.markdown} onWrite={(markdown) => onChange({ markdown })} />
    case 'section':
      return (
        <TextInput
          label={t('notebooks.sectionTitle')}
          defaultValue={cell.title}
          maxLength={300}
          onBlur={({ currentTarget: { value } }) => value !== cell.title && onChange({ title: value })}
          data-autofocus
        />
      )
    case 'sql':
      return (
        <>
          <Group gap="xs" align="flex-end" mb="xs">
            <NameField name={cell.name} onRename={onRename} />
            <SegmentedControl
              size="xs"
              aria-label={t('notebooks.runsOn')}
              value={cell.on}
              onChange={(on) => onChange({ on })}
              data={(['warehouse', 'results'] as const).map((value) => ({ value, label: t(`notebooks.on.${value}`) }))}
            />
          </Group>
          <SqlField value={cell.sql} onWrite={(sql) => onChange({ sql })} />
        </>
      )
    case 'code':
      return (
        <>
          <SegmentedControl
            size="xs"
            mb="xs"
            aria-label={t('notebooks.language')}
            value={cell.language}
            onChange={(language) => onChange({ language })}
            data={[
              { value: 'python', label: 'Python' },
              { value: 'typescript', label: 'TypeScript' },
            ]}
          />
          <Written label={t('notebooks.code')} value={cell.code} onWrite={(code) => onChange({ code })} isCode />
        </>
      )
    case 'input':
      return <InputFields cell={cell} onChange={onChange} nameField={<NameField name={cell.name} onRename={onRename} />} />
    default:
      return null
  }
}

function SqlField({ value, onWrite }: { value: string; onWrite: (text: string) => void }) {
  const { t } = useTranslation()
  const { text, write } = useTypedText(value, onWrite)
  return <Code label={kindLabel('sql')} value={text} onChange={write} minHeight={90} lineNumbers placeholder={t('notebooks.sqlPlaceholder')} hasFocus />
}

function Written({ label, value, onWrite, isCode = false }: { label: string; value: string; onWrite: (text: string) => void; isCode?: boolean }) {
  const { text, write } = useTypedText(value, onWrite)
  return (
    <Textarea
      aria-label={label}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      autosize
      minRows={4}
      maxRows={24}
      spellCheck={!isCode}
      styles={isCode ? { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } : {}}
      data-autofocus
    />
  )
}

/** What others read the cell by: changed in all that reads it, when the field is left. */
function NameField({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState({ of: name, value: name })
  if (text.of !== name) setText({ of: name, value: name })
  const isGood = cellName.safeParse(text.value).success
  return (
    <TextInput
      size="xs"
      label={t('content.name')}
      value={text.value}
      error={isGood ? undefined : t('notebooks.nameRule')}
      onChange={({ currentTarget: { value } }) => setText({ of: name, value })}
      onBlur={() => isGood && text.value !== name && onRename(text.value)}
    />
  )
}
