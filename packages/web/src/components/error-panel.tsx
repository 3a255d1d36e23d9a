import { Alert, Button, Code, Collapse, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/message-of.ts'
import { ApiError, suggestionsOf } from '../api/api-error.ts'

type Props = {
  /** What happened, plainly: "Orders could not be loaded". */
  title: string
  error: unknown
  /** The next step, usually "Try again". */
  onRetry?: () => void
  /** More buttons beside it. */
  actions?: ReactNode
}

/** What happened, why, and what to do; the rest under Details. */
export function ErrorPanel({ title, error, onRetry, actions }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const why = messageOf(error)
  // The message may name them already.
  const suggestions = suggestionsOf(error).filter((name) => !why.includes(name))
  const details = error instanceof ApiError ? { code: error.name, status: error.statusCode, ...error.data } : null
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={20} />} title={title} role="alert" m="sm">
      <Stack gap="xs">
        <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {why}
        </Text>
        {suggestions.length > 0 && <Text size="sm">{t('error.didYouMean', { names: suggestions.join(', ') })}</Text>}
        <Group gap="xs">
          {onRetry !== undefined && (
            <Button size="xs" variant="default" onClick={onRetry}>
              {t('error.retry')}
            </Button>
          )}
          {actions}
          {details !== null && (
            <Button size="xs" variant="subtle" color="gray" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('error.details')}
            </Button>
          )}
        </Group>
        <Collapse expanded={open}>
          <Code block>{JSON.stringify(details, null, 2)}</Code>
        </Collapse>
      </Stack>
    </Alert>
  )
}
