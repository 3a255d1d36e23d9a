import { Button, Stack } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { signInAddress, type ProviderChoice } from '../../api/sign-in-methods.ts'

type Props = {
  providers: readonly ProviderChoice[]
  /** The page to come back to. */
  returnPath: string
  /** Where there is no other way they are what one came for. */
  isMain: boolean
  /** In another tab: what is on this page stays. */
  opensTab?: boolean
}

/** A button for each identity provider. They leave the page, so they are links. */
export function SignInWays({ providers, returnPath, isMain, opensTab = false }: Props) {
  const { t } = useTranslation()
  return (
    <Stack gap="xs" role="group" aria-label={t('signInWays.label')}>
      {providers.map(({ slug, name }) => (
        <Button
          key={slug}
          component="a"
          href={signInAddress(slug, returnPath)}
          {...(opensTab ? { target: '_blank', rel: 'noopener' } : {})}
          variant={isMain ? 'filled' : 'default'}
          leftSection={<IconLogin2 size={16} aria-hidden />}
          fullWidth
        >
          {t('signInWays.with', { name })}
        </Button>
      ))}
    </Stack>
  )
}
