import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccessGuard } from './access/access.guard.js';
import { AccessService } from './access/access.service.js';
import { SessionController } from './access/session.controller.js';
import { CONFIG, type Config } from './config.js';
import { HealthController } from './health.controller.js';
import { ErrorFilter } from './http/error.filter.js';
import { validation } from './http/validation.js';
import { OrganizationsController } from './organizations/organizations.controller.js';
import { OrganizationsService } from './organizations/organizations.service.js';
import { FeaturesService } from './registry/features.service.js';
import { KindsController } from './registry/kinds.controller.js';
import { KINDS } from './registry/kinds.js';
import { recordsControllerFor } from './registry/records.controller.js';
import { RecordsService } from './registry/records.service.js';
import { StatusController } from './status/status.controller.js';
import { StatusService } from './status/status.service.js';
import { RulesController } from './submissions/checks/rules.controller.js';
import { RulesService } from './submissions/checks/rules.service.js';
import { ItemsService } from './submissions/items.service.js';
import { ReceiveService } from './submissions/receive.service.js';
import { ReviewService } from './submissions/review.service.js';
import { SubmissionsController } from './submissions/submissions.controller.js';
import { SubmissionsService } from './submissions/submissions.service.js';
import { UnitsController } from './units/units.controller.js';
import { UnitsService } from './units/units.service.js';

@Module({})
export class AppModule {
  static with(config: Config, dataSource: DataSource): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        SessionController,
        KindsController,
        OrganizationsController,
        UnitsController,
        StatusController,
        SubmissionsController,
        RulesController,
        ...KINDS.map(recordsControllerFor),
        HealthController,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DataSource, useValue: dataSource },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_PIPE, useFactory: validation },
        AccessService,
        OrganizationsService,
        UnitsService,
        RecordsService,
        FeaturesService,
        StatusService,
        SubmissionsService,
        ItemsService,
        ReceiveService,
        ReviewService,
        RulesService,
      ],
    };
  }
}
