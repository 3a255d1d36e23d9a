import type { CellFailure } from '@atrium/documents'
import { Alert, Anchor, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

type Props = { failure: CellFailure; /** Goes to the line where it happened. */ onLine?: ((line: number) => void) | undefined }

/** Why a cell has no answer, where in it, and what to do. */
export function FailureNote({ failure: { message, line, hint }, onLine }: Props) {
  const { t } = useTranslation()
  return (
    <Alert color="red" variant="light" p="xs" icon={<IconAlertTriangle size={18} />}>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {line !== null &&
          (onLine === undefined ? (
            <b>{t('appSession.atLine', { line })} </b>
          ) : (
            <Anchor component="button" type="button" size="sm" fw={600} me={4} onClick={() => onLine(line)}>
              {t('appSession.atLine', { line })}
            </Anchor>
          ))}
        {message}
      </Text>
      {hint !== null && (
        <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
          {hint}
        </Text>
      )}
    </Alert>
  )
}
