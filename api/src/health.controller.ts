import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AllowAnyone } from './access/viewer.js';
import { Problem } from './http/problem.js';

@ApiExcludeController()
@Controller()
@AllowAnyone()
export class HealthController {
  constructor(private readonly database: DataSource) {}

  /** The process answers. */
  @Get('healthz')
  alive() {
    return { status: 'ok' };
  }

  /** The database answers too. */
  @Get('readyz')
  async ready() {
    await this.database.query('select 1').catch(() => {
      throw new Problem(503, 'no-database', { vi: 'Cơ sở dữ liệu chưa trả lời.', en: 'The database does not answer.' });
    });
    return { status: 'ok' };
  }
}
