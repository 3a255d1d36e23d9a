import { Code, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './outputs.module.css'

type Props = { name?: string; value: unknown; /** Whether what is in it is shown from the beginning. */ isOpen?: boolean }

/** A value as data: plain ones as they are written, lists and records to be opened. */
export function ValueTree({ name, value, isOpen = false }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(isOpen)
  const label = name === undefined ? null : <span className={classes['key']}>{name}: </span>
  if (value === null || typeof value !== 'object') {
    return (
      <div className={classes['value']}>
        {label}
        <Code>{typeof value === 'string' ? JSON.stringify(value) : String(value)}</Code>
      </div>
    )
  }
  const entries = Object.entries(value)
  const isList = Array.isArray(value)
  return (
    <div className={classes['value']}>
      <UnstyledButton aria-expanded={open} onClick={() => setOpen(!open)} className={classes['branch']}>
        {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        {label}
        <span>{isList ? t('appSession.list', { count: entries.length }) : t('appSession.record', { count: entries.length })}</span>
      </UnstyledButton>
      {open && (
        <div className={classes['inner']}>
          {entries.slice(0, mostEntries).map(([key, item]) => (
            <ValueTree key={key} name={key} value={item} />
          ))}
          {entries.length > mostEntries && (
            <Text size="xs" c="dimmed">
              {t('appSession.moreEntries', { count: entries.length - mostEntries })}
            </Text>
          )}
        </div>
      )}
    </div>
  )
}

const mostEntries = 200
