import type { Notice, Notify } from '../../../core/alerts/notification.ts';

/** Everything that was told, in order. */
export class Notices implements Notify {
  readonly told: Notice[] = [];
  readonly ended: string[] = [];

  tell(notice: Notice): void {
    this.told.push(notice);
  }

  over(key: string): void {
    this.ended.push(key);
  }

  texts(): readonly string[] {
    return this.told.map(({ level, text }) => `${level}: ${text}`);
  }
}
