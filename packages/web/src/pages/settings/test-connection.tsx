import { Button, Group } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { testConnection, type NewConnection, type TestedConnection } from '../../api/connections.ts'
import { TestedSteps } from '../../components/tested-steps.tsx'
import { toastFailed } from '../../components/toast.ts'

type Props = {
  /** Whose connection it is; null: of one that is still to be made. */
  projectUuid: string | null
  /** Null: the stored one. */
  connection: NewConnection | null
  /** True while something is missing without which there is nothing to try. */
  isIncomplete?: boolean
  /** More buttons. */
  children?: ReactNode
}

/** A button that tests a connection, and the steps of the test. */
export function TestConnection({ projectUuid, connection, isIncomplete = false, children }: Props) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [tested, setTested] = useState<TestedConnection | null>(null)
  const test = async (): Promise<void> => {
    setBusy(true)
    setTested(null)
    try {
      setTested(await testConnection(projectUuid, connection))
    } catch (error) {
      toastFailed(t('connection.testFailed'), error)
    }
    setBusy(false)
  }
  return (
    <>
      <Group gap="xs">
        <Button variant="default" loading={busy} disabled={isIncomplete} onClick={() => void test()}>
          {t('connection.test')}
        </Button>
        {children}
      </Group>
      {tested !== null && (
        <TestedSteps
          title={t(tested.ok ? 'connection.works' : 'connection.doesNotWork')}
          steps={tested.steps.map((step) => ({ ...step, name: t(`connection.steps.${step.step}`) }))}
        />
      )}
    </>
  )
}
