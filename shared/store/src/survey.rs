//! Weekly surveys: one answer per facility and week, the last wins, earlier ones stay in history (SPEC 6).

use domain::{
    id::FacilityId,
    survey::{Survey, SurveyWeek},
};

use crate::{
    Consistency, Store, StoreError,
    item::{decode, encode},
    keys,
    read::Query,
    write::{Condition, Write, WriteError},
};

impl Store {
    /// Writes a week's answer, and the same into its history.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Busy`] should another answer of that week bear the same millisecond: history is never overwritten.
    pub async fn survey_put(&self, facility: &FacilityId, survey: &Survey) -> Result<(), StoreError> {
        let current = encode(&keys::survey(facility, survey.week), survey)?;
        let kept = encode(&keys::survey_history(facility, survey.week, survey.answered_at), survey)?;
        let put = |item, condition| Write::Put { item, old: None, condition };
        let writes = vec![put(current, Condition::none()), put(kept, Condition::absent())];
        self.transact(writes).await.map_err(|error| match error {
            WriteError::ConditionFailed(_) => StoreError::Busy,
            WriteError::Store(error) => error,
        })
    }

    /// The answer of the latest week, if there is any.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn survey_latest(&self, facility: &FacilityId) -> Result<Option<Survey>, StoreError> {
        Ok(self.survey_list(facility, 1).await?.into_iter().next())
    }

    /// The answers of the latest weeks, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn survey_list(&self, facility: &FacilityId, weeks: usize) -> Result<Vec<Survey>, StoreError> {
        let query = Query {
            ascending: false,
            limit: Some(weeks),
            ..Query::partition(keys::survey_partition(facility), Consistency::Strong)
        };
        let (items, _) = self.query_page(&query, None).await?;
        items.iter().map(decode).collect()
    }

    /// The answer of one week.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn survey_get(
        &self,
        facility: &FacilityId,
        week: SurveyWeek,
    ) -> Result<Option<Survey>, StoreError> {
        let item = self.get(&keys::survey(facility, week), Consistency::Strong).await?;
        item.as_ref().map(decode).transpose()
    }
}
