import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { IdentityProvider, TestedProvider } from '../../api/sign-in-methods.ts'
import { TestedSteps } from '../../components/tested-steps.tsx'

type Props = {
  provider: IdentityProvider
  /** Undefined: not tested since the page was opened. Null: being tested. */
  tested: TestedProvider | null | undefined
  onTest: () => Promise<void>
  onChange: () => void
  onDelete: () => void
}

/** One identity provider, and what its last test found. */
export function ProviderRow({ provider, tested, onTest, onChange, onDelete }: Props) {
  const { t } = useTranslation()
  const { name, issuer, isEnabled, hasSecret } = provider
  return (
    <Paper withBorder radius="sm" p="sm" component="section" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <div style={{ minWidth: 0 }}>
            <Group gap="xs">
              <Text fw={600} size="sm">
                {name}
              </Text>
              {!isEnabled && (
                <Badge size="sm" variant="light" color="gray">
                  {t('signInMethods.off')}
                </Badge>
              )}
              {!hasSecret && (
                <Badge size="sm" variant="light" color="gray">
                  {t('signInMethods.public')}
                </Badge>
              )}
            </Group>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {issuer}
            </Text>
          </div>
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              loading={tested === null}
              aria-label={t('signInMethods.testNamed', { name })}
              onClick={() => void onTest()}
            >
              {t('signInMethods.test')}
            </Button>
            <Button size="compact-sm" variant="default" aria-label={t('signInMethods.changeNamed', { name })} onClick={onChange}>
              {t('signInMethods.change')}
            </Button>
            <Button size="compact-sm" variant="default" color="red" aria-label={t('signInMethods.deleteNamed', { name })} onClick={onDelete}>
              {t('signInMethods.delete')}
            </Button>
          </Group>
        </Group>
        {tested != null && (
          <TestedSteps
            title={t(tested.ok ? 'signInMethods.works' : 'signInMethods.doesNotWork', { name })}
            steps={tested.steps.map((step) => ({ ...step, name: t(`signInMethods.steps.${step.step}`) }))}
          />
        )}
      </Stack>
    </Paper>
  )
}
