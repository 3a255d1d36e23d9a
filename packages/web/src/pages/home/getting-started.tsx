import { CloseButton, Group, Paper, SimpleGrid, Text, ThemeIcon, Title } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconCheck, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { HomeItem } from '../../api/projects.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { paths } from '../../shell/paths.ts'
import { type FirstStep, useFirstSteps } from '../../shell/use-first-steps.ts'
import classes from './home.module.css'

type Props = {
  projectUuid: string
  dashboard: HomeItem | null
  hasChart: boolean
  /** Whether the person may ask questions of their own. */ mayExplore: boolean
}

/** The first steps, ticked by doing them; can be put away. */
export function GettingStarted({ projectUuid, dashboard, hasChart, mayExplore }: Props) {
  const { t } = useTranslation()
  const [hidden, setHidden] = useLocalStorage({ key: 'atrium-first-steps-hidden', defaultValue: false, getInitialValueInEffect: false })
  const { done } = useFirstSteps()
  const steps: { key: FirstStep; href: string }[] = [
    // Nobody can see a dashboard before there is one.
    ...(dashboard === null ? [] : [{ key: 'dashboard' as const, href: paths.dashboard(projectUuid, dashboard.uuid) }]),
    ...(mayExplore ? (['explore', 'chart'] as const).map((key) => ({ key, href: paths.explores(projectUuid) })) : []),
  ]
  const isDone = (key: FirstStep): boolean => done.includes(key) || (key === 'chart' && hasChart && done.includes('explore'))
  if (hidden || steps.every(({ key }) => isDone(key))) return null
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('firstSteps.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t('firstSteps.title')}
        </Title>
        <CloseButton onClick={() => setHidden(true)} aria-label={t('firstSteps.hide')} />
      </Group>
      <SimpleGrid cols={{ base: 1, sm: steps.length }}>
        {steps.map(({ key, href }, index) => (
          <LinkTo key={key} href={href} className={classes['row']}>
            <ThemeIcon radius="xl" size={26} variant={isDone(key) ? 'filled' : 'light'} color={isDone(key) ? 'green.8' : 'brand'} aria-hidden>
              {isDone(key) ? <IconCheck size={16} /> : index + 1}
            </ThemeIcon>
            <span style={{ flex: 1 }}>
              <Text component="span" size="sm" fw={600} display="block">
                {t(`firstSteps.${key}.title`)}
              </Text>
              <Text component="span" size="xs" c="dimmed">
                {t(`firstSteps.${key}.text`)}
              </Text>
            </span>
            <IconChevronRight size={16} aria-hidden />
          </LinkTo>
        ))}
      </SimpleGrid>
    </Paper>
  )
}
