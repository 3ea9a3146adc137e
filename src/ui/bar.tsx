import type { Frame } from './frame.ts';
import { Icon } from './icon.tsx';

/**
 * Larger type and the way out, on top of every page and always in sight: it has its own room, so it never lies on a button. Plain links,
 * so that both work without script; for the way out the script replaces the page and listens for Esc three times.
 */
export function Bar({ frame: { t, quickExit, largeType, path } }: { frame: Frame }) {
  return (
    <nav class="site-bar no-print" aria-label={t('ui:shortcuts')}>
      <div>
        <a href={`/text-size/${largeType ? 'usual' : 'larger'}?back=${encodeURIComponent(path)}`} rel="nofollow">
          {t(largeType ? 'ui:usualText' : 'ui:largerText')}
        </a>
        {quickExit && (
          <a class="quick-exit" href={quickExit} rel="noreferrer nofollow" data-quick-exit title={t('ui:quickExitKey')}>
            <Icon name="leave" />
            {t('ui:quickExit')}
          </a>
        )}
      </div>
    </nav>
  );
}
