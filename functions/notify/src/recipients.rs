//! Who reads mail for whom (SPEC 8).

use mailer::Audience;
use store::StoreError;
use web::App;

/// The addresses of an audience. A prefecture without a confirmed one is told through the ministry.
pub(crate) async fn addresses(app: &App, audience: &Audience) -> Result<Vec<String>, StoreError> {
    Ok(match audience {
        Audience::Prefecture(prefecture) => {
            let settings = app.store.prefecture_get(*prefecture).await?;
            if settings.notification_addresses.is_empty() {
                app.config.ministry_addresses.clone()
            } else {
                settings.notification_addresses.into_iter().collect()
            }
        }
        Audience::Facility(id) => {
            let facility = app.store.facility_get(id).await?;
            facility.map(|facility| facility.mail).filter(|mail| !mail.is_empty()).into_iter().collect()
        }
        Audience::Address(address) => vec![address.clone()],
        Audience::Ministry => app.config.ministry_addresses.clone(),
    })
}
