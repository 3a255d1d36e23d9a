import { Code, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './import.module.css'

type Item = { file: string; /** Null: the file as a whole. */ line: number | null; text: string; why: string }
type Props = { title: string; items: readonly Item[]; isOpen?: boolean }

/** Items that are drawn: reports of large projects have thousands. */
const most = 100

/** Things of a report with their places and reasons, folded under what they are. Nothing when there are none. */
export function PlacedList({ title, items, isOpen = false }: Props) {
  const { t } = useTranslation()
  if (items.length === 0) return null
  return (
    <details open={isOpen}>
      <summary className={classes['summary']}>{title}</summary>
      <List size="sm" spacing={4} listStyleType="none" className={classes['items']}>
        {items.slice(0, most).map(({ file, line, text, why }, index) => (
          <List.Item key={index}>
            <Code>{line === null ? file : `${file}:${line}`}</Code> {text}
            {why !== '' && (
              <Text size="xs" c="dimmed">
                {why}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
      {items.length > most && (
        <Text size="xs" c="dimmed">
          {t('impact.more', { count: items.length - most })}
        </Text>
      )}
    </details>
  )
}
