import type { Context } from '../../cli/context.ts';
import { resolveSettings } from '../../settings/resolved-settings.ts';
import { SETTING_NAMES } from '../../settings/settings.ts';
import { type Diagnosis, failedResult, okResult } from './diagnosis.ts';

/** Diagnoses the values that other commands take from variables and the profile: doctor does without most of them. */
export function diagnoseSettings(context: Context): Diagnosis[] {
  const check = 'settings';
  try {
    context.storedSettings();
  } catch (error) {
    return [failedResult(check, error)];
  }
  const profile = context.profile();
  const { setting } = resolveSettings(context.environment, { profile }, 'needed', () => true);
  const failed = SETTING_NAMES.flatMap((name) => {
    // The sandbox has an address of its own.
    if (name === 'api-url' && context.inSandbox) return [];
    try {
      setting(name);
      return [];
    } catch (error) {
      return [failedResult(check, error)];
    }
  });
  return failed.length > 0 ? failed : [okResult(check, `those of profile ${profile} can be used`)];
}
